using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Threads;

/// <summary>A thread's row, both ways.</summary>
internal static class ThreadRows
{
    public const string Columns =
        """
        t.id, t.tenant, t.conversation_id, t.title, t.root_seq, t.parent_id, t.created_by_type, t.created_by, t.created_at,
        t.message_count, t.last_seq, t.last_message_at, t.activity_at, t.updated_by_type, t.updated_by
        """;

    public static readonly RowStatement<Thread> Upsert = RowStatement.Upsert<Thread>(
        "threads",
        key: [Column.Of<Thread, Guid>("id", "uuid", t => t.Id)],
        set:
        [
            Column.Of<Thread, string>("tenant", "text", t => t.Tenant),
            Column.Of<Thread, Guid>("conversation_id", "uuid", t => t.ConversationId),
            Column.Of<Thread, string?>("title", "text", t => t.Title),
            Column.Of<Thread, long>("root_seq", "bigint", t => t.RootSeq),
            Column.Of<Thread, Guid?>("parent_id", "uuid", t => t.ParentId),
            .. PrincipalColumns.Of<Thread>("created_by", t => t.CreatedBy),
            Column.Of<Thread, DateTimeOffset>("created_at", "timestamptz", t => t.CreatedAt),
            Column.Of<Thread, long>("message_count", "bigint", t => t.MessageCount),
            Column.Of<Thread, long>("last_seq", "bigint", t => t.LastSeq),
            Column.Of<Thread, DateTimeOffset?>("last_message_at", "timestamptz", t => t.LastMessageAt),
            Column.Of<Thread, DateTimeOffset>("activity_at", "timestamptz", t => t.ActivityAt),
            .. PrincipalColumns.Of<Thread>("updated_by", t => t.UpdatedBy),
        ]);

    public static Thread Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Tenant = reader.GetString(1),
        ConversationId = reader.GetGuid(2),
        Title = reader.GetNullableString(3),
        RootSeq = reader.GetInt64(4),
        ParentId = reader.GetFieldValue<Guid?>(5),
        CreatedBy = PrincipalColumns.Read(reader, 6)!.Value,
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(8),
        MessageCount = reader.GetInt64(9),
        LastSeq = reader.GetInt64(10),
        LastMessageAt = reader.GetFieldValue<DateTimeOffset?>(11),
        ActivityAt = reader.GetFieldValue<DateTimeOffset>(12),
        UpdatedBy = PrincipalColumns.Read(reader, 13),
    };
}
