using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Messages;

/// <summary>A message's row, both ways.</summary>
internal static class MessageRows
{
    public const string Columns =
        """
        m.tenant, m.conversation_id, m.id, m.seq, m.role, m.type, m.sender_type, m.sender_id, m.content, m.created_at,
        m.client_id, m.job_id, m.generation, m.prompt_tokens, m.completion_tokens, m.total_tokens, m.usage_source,
        m.cost, m.price_version, m.model, m.finish_reason, m.version, m.edited_at, m.updated_by_type, m.updated_by,
        m.deleted_at, m.deleted_by_type, m.deleted_by, m.parent_id, m.thread_id, m.attachments, m.metadata, m.mentions,
        m.pinned_at, m.pinned_by_type, m.pinned_by, m.thinking, m.tool_calls, m.log_offset, m.erased, m.edited_by_type,
        m.edited_by
        """;

    /// <summary>How many columns <see cref="Columns"/> has.</summary>
    public const int Width = 42;

    private static readonly Column<Message>[] Key =
    [
        Column.Of<Message, Guid>("id", "uuid", m => m.Id),
        Column.Of<Message, DateTimeOffset>("created_at", "timestamptz", m => m.CreatedAt),
    ];

    private static readonly Column<Message>[] Fixed =
    [
        Column.Of<Message, string>("tenant", "text", m => m.Tenant),
        Column.Of<Message, Guid>("conversation_id", "uuid", m => m.ConversationId),
        Column.Of<Message, long>("seq", "bigint", m => m.Seq),
        Column.Of<Message, string>("role", "text", m => StoredNames.MessageRoles.Of(m.Role)),
        Column.Of<Message, string>("type", "text", m => StoredNames.MessageTypes.Of(m.Type)),
        Column.Of<Message, string>("sender_type", "text", m => StoredNames.Principals.Of(m.Sender.Type)),
        Column.Of<Message, string>("sender_id", "text", m => m.Sender.Id),
        Column.Of<Message, string?>("client_id", "text", m => m.ClientId),
        Column.Of<Message, Guid?>("job_id", "uuid", m => m.JobId),
        Column.Of<Message, string>("generation", "text", m => StoredNames.Generations.Of(m.Generation)),
        .. UsageRow.Columns<Message>(m => m.Usage),
        Column.Of<Message, string?>("model", "text", m => m.Model),
        Column.Of<Message, string?>("finish_reason", "text", m => m.FinishReason),
        Column.Of<Message, Guid?>("parent_id", "uuid", m => m.ParentId),
        Column.Of<Message, Guid?>("thread_id", "uuid", m => m.ThreadId),
        Column.Of<Message, string?>("thinking", "text", m => m.Thinking),
        Column.Of<Message, string?>("tool_calls", "text", m => m.ToolCalls),
        Column.Of<Message, long>("log_offset", "bigint", m => m.LogOffset),
    ];

    private static readonly Column<Message>[] Changing =
    [
        Column.Of<Message, string>("content", "text", m => m.Content),
        Column.Of<Message, int>("version", "integer", m => m.Version),
        Column.Of<Message, DateTimeOffset?>("edited_at", "timestamptz", m => m.EditedAt),
        .. PrincipalColumns.Of<Message>("edited_by", m => m.EditedBy),
        .. PrincipalColumns.Of<Message>("updated_by", m => m.UpdatedBy),
        Column.Of<Message, DateTimeOffset?>("deleted_at", "timestamptz", m => m.DeletedAt),
        .. PrincipalColumns.Of<Message>("deleted_by", m => m.DeletedBy),
        Column.Texts<Message>("attachments", m => m.Attachments),
        Column.Of<Message, string?>("metadata", "text", m => m.Metadata),
        Column.Texts<Message>("mentions", m => [.. m.Mentions.Select(p => p.ToText())]),
        Column.Of<Message, DateTimeOffset?>("pinned_at", "timestamptz", m => m.PinnedAt),
        .. PrincipalColumns.Of<Message>("pinned_by", m => m.PinnedBy),
    ];

    public static readonly RowStatement<Message> Insert =
        RowStatement.Insert("messages", [.. Key, .. Fixed, .. Changing]);

    public static readonly RowStatement<Message> Update = RowStatement.Update("messages", Key, Changing);

    /// <summary>Reads <see cref="Columns"/> that start at the column <paramref name="at"/>.</summary>
    public static Message Read(NpgsqlDataReader reader, int at = 0) => new()
    {
        Tenant = reader.GetString(at),
        ConversationId = reader.GetGuid(at + 1),
        Id = reader.GetGuid(at + 2),
        Seq = reader.GetInt64(at + 3),
        Role = StoredNames.MessageRoles.Parse(reader.GetString(at + 4)),
        Type = StoredNames.MessageTypes.Parse(reader.GetString(at + 5)),
        Sender = new Principal(StoredNames.Principals.Parse(reader.GetString(at + 6)), reader.GetString(at + 7)),
        Content = reader.GetString(at + 8),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(at + 9),
        ClientId = reader.GetNullableString(at + 10),
        JobId = reader.GetFieldValue<Guid?>(at + 11),
        Generation = StoredNames.Generations.Parse(reader.GetString(at + 12)),
        Usage = UsageRow.Read(reader, at + 13),
        Model = reader.GetNullableString(at + 19),
        FinishReason = reader.GetNullableString(at + 20),
        Version = reader.GetInt32(at + 21),
        EditedAt = reader.GetFieldValue<DateTimeOffset?>(at + 22),
        UpdatedBy = PrincipalColumns.Read(reader, at + 23),
        DeletedAt = reader.GetFieldValue<DateTimeOffset?>(at + 25),
        DeletedBy = PrincipalColumns.Read(reader, at + 26),
        ParentId = reader.GetFieldValue<Guid?>(at + 28),
        ThreadId = reader.GetFieldValue<Guid?>(at + 29),
        Attachments = reader.GetFieldValue<string[]>(at + 30),
        Metadata = reader.GetNullableString(at + 31),
        Mentions = [.. reader.GetFieldValue<string[]>(at + 32).Select(Principal.FromText)],
        PinnedAt = reader.GetFieldValue<DateTimeOffset?>(at + 33),
        PinnedBy = PrincipalColumns.Read(reader, at + 34),
        Thinking = reader.GetNullableString(at + 36),
        ToolCalls = reader.GetNullableString(at + 37),
        LogOffset = reader.GetInt64(at + 38),
        Erased = reader.GetBoolean(at + 39),
        EditedBy = PrincipalColumns.Read(reader, at + 40),
    };
}
