using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>A conversation's row, both ways.</summary>
internal static class ConversationRows
{
    public const string Columns =
        """
        c.tenant, c.id, c.kind, c.channel, c.status, c.title, c.agent_id, c.created_by_type, c.created_by, c.created_at,
        c.updated_at, c.last_message_at, c.head_offset, c.published_offset, c.last_seq, c.message_count, c.prompt_tokens,
        c.completion_tokens, c.total_tokens, c.total_cost, c.context_summary, c.description, c.tags, c.metadata,
        c.external_id, c.unique_key, c.updated_by_type, c.updated_by, c.activity_at, c.content_offset, c.cleared_seq,
        c.participant_count, c.deleted_at, c.deleted_by_type, c.deleted_by, c.audit_number, c.audit_hash,
        c.context_summary_seq, c.permission_overrides
        """;

    private static readonly Column<Conversation>[] Key =
    [
        Column.Of<Conversation, string>("tenant", "text", c => c.Tenant),
        Column.Of<Conversation, Guid>("id", "uuid", c => c.Id),
    ];

    private static readonly Column<Conversation>[] Fixed =
    [
        Column.Of<Conversation, string>("kind", "text", c => c.Kind),
        Column.Of<Conversation, string?>("agent_id", "text", c => c.AgentId),
        .. PrincipalColumns.Of<Conversation>("created_by", c => c.CreatedBy),
        Column.Of<Conversation, DateTimeOffset>("created_at", "timestamptz", c => c.CreatedAt),
    ];

    private static readonly Column<Conversation>[] Settings =
    [
        Column.Of<Conversation, string>("channel", "text", c => c.Channel),
        Column.Of<Conversation, string>("status", "text", c => c.Status),
        Column.Of<Conversation, string?>("title", "text", c => c.Title),
        Column.Of<Conversation, string?>("description", "text", c => c.Description),
        Column.Texts<Conversation>("tags", c => c.Tags),
        Column.Of<Conversation, string?>("metadata", "text", c => c.Metadata),
        Column.Of<Conversation, string?>(
            "permission_overrides", "jsonb", c => Overrides.ToJson(c.PermissionOverrides)),
        Column.Of<Conversation, string?>("external_id", "text", c => c.ExternalId),
        Column.Of<Conversation, string?>("unique_key", "text", c => c.UniqueKey),
        .. PrincipalColumns.Of<Conversation>("updated_by", c => c.UpdatedBy),
        Column.Of<Conversation, long>("cleared_seq", "bigint", c => c.ClearedSeq),
        Column.Of<Conversation, int>("participant_count", "integer", c => c.ParticipantCount),
        Column.Of<Conversation, string?>("context_summary", "text", c => c.ContextSummary),
        Column.Of<Conversation, long>("context_summary_seq", "bigint", c => c.ContextSummarySeq),
        Column.Of<Conversation, DateTimeOffset?>("deleted_at", "timestamptz", c => c.DeletedAt),
        .. PrincipalColumns.Of<Conversation>("deleted_by", c => c.DeletedBy),
    ];

    // published_offset has a writer of its own, so the appender leaves it alone.
    private static readonly Column<Conversation>[] Heads =
    [
        Column.Of<Conversation, DateTimeOffset>("updated_at", "timestamptz", c => c.UpdatedAt),
        Column.Of<Conversation, DateTimeOffset?>("last_message_at", "timestamptz", c => c.LastMessageAt),
        Column.Of<Conversation, DateTimeOffset>("activity_at", "timestamptz", c => c.ActivityAt),
        Column.Of<Conversation, long>("head_offset", "bigint", c => c.HeadOffset),
        Column.Of<Conversation, long>("content_offset", "bigint", c => c.ContentOffset),
        Column.Of<Conversation, long>("last_seq", "bigint", c => c.LastSeq),
        Column.Of<Conversation, long>("message_count", "bigint", c => c.MessageCount),
        Column.Of<Conversation, long>("prompt_tokens", "bigint", c => c.PromptTokens),
        Column.Of<Conversation, long>("completion_tokens", "bigint", c => c.CompletionTokens),
        Column.Of<Conversation, long>("total_tokens", "bigint", c => c.TotalTokens),
        Column.Of<Conversation, decimal>("total_cost", "numeric", c => c.TotalCost),
        Column.Of<Conversation, long>("audit_number", "bigint", c => c.AuditNumber),
        Column.Of<Conversation, byte[]>("audit_hash", "bytea", c => c.AuditHash),
    ];

    public static readonly RowStatement<Conversation> Insert =
        RowStatement.Insert("conversations", [.. Key, .. Fixed, .. Settings, .. Heads]);

    /// <summary>For rows with new settings; their search text is made anew.</summary>
    public static readonly RowStatement<Conversation> Update =
        RowStatement.Update("conversations", Key, [.. Settings, .. Heads]);

    /// <summary>For all others, which are nearly all.</summary>
    public static readonly RowStatement<Conversation> UpdateHeads = RowStatement.Update("conversations", Key, Heads);

    public static Conversation Read(NpgsqlDataReader reader) => new Conversation
    {
        Tenant = reader.GetString(0),
        Id = reader.GetGuid(1),
        Kind = reader.GetString(2),
        Channel = reader.GetString(3),
        Status = reader.GetString(4),
        Title = reader.GetNullableString(5),
        AgentId = reader.GetNullableString(6),
        CreatedBy = PrincipalColumns.Read(reader, 7)!.Value,
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        LastMessageAt = reader.GetFieldValue<DateTimeOffset?>(11),
        HeadOffset = reader.GetInt64(12),
        PublishedOffset = reader.GetInt64(13),
        LastSeq = reader.GetInt64(14),
        MessageCount = reader.GetInt64(15),
        PromptTokens = reader.GetInt64(16),
        CompletionTokens = reader.GetInt64(17),
        TotalTokens = reader.GetInt64(18),
        TotalCost = reader.GetDecimal(19),
        ContextSummary = reader.GetNullableString(20),
        Description = reader.GetNullableString(21),
        Tags = reader.GetFieldValue<string[]>(22),
        Metadata = reader.GetNullableString(23),
        ExternalId = reader.GetNullableString(24),
        UniqueKey = reader.GetNullableString(25),
        UpdatedBy = PrincipalColumns.Read(reader, 26),
        ActivityAt = reader.GetFieldValue<DateTimeOffset>(28),
        ContentOffset = reader.GetInt64(29),
        ClearedSeq = reader.GetInt64(30),
        ParticipantCount = reader.GetInt32(31),
        DeletedAt = reader.GetFieldValue<DateTimeOffset?>(32),
        DeletedBy = PrincipalColumns.Read(reader, 33),
        AuditNumber = reader.GetInt64(35),
        AuditHash = reader.GetFieldValue<byte[]>(36),
        ContextSummarySeq = reader.GetInt64(37),
        PermissionOverrides = Overrides.FromJson(reader.GetNullableString(38)),
    }.AsStored();
}
