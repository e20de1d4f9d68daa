using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Receipts;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Messages;

/// <summary>
/// A log entry as it is written: a message is referred to by its id and its time (which names its partition), any
/// other event is kept whole as the JSON form of its proto message.
/// </summary>
internal sealed record LogRow(Guid ConversationId, DateTimeOffset CreatedAt, LogEntry Entry, Message? Message)
{
    public static readonly RowStatement<LogRow> Insert = RowStatement.Insert<LogRow>("log",
    [
        Column.Of<LogRow, string>("tenant", "text", r => r.Entry.Tenant),
        Column.Of<LogRow, Guid>("conversation_id", "uuid", r => r.ConversationId),
        Column.Of<LogRow, long>("\"offset\"", "bigint", r => r.Entry.Offset),
        Column.Of<LogRow, DateTimeOffset>("created_at", "timestamptz", r => r.CreatedAt),
        Column.Of<LogRow, string>("kind", "text", r => LogKinds.Of(r.Entry)),
        .. PrincipalColumns.Of<LogRow>("actor", r => r.Actor),
        Column.Of<LogRow, Guid?>("message_id", "uuid", r => r.Message?.Id),
        Column.Of<LogRow, DateTimeOffset?>("message_at", "timestamptz", r => r.Message?.CreatedAt),
        Column.Of<LogRow, string?>("event", "jsonb", r => LogKinds.JsonOf(r.Entry)),
    ]);

    public Principal? Actor { get; init; }

    /// <summary>Where those stood before whose watermarks the entry moved; only known while it is written.</summary>
    public Dictionary<Principal, Watermarks> Before => field ??= [];
}
