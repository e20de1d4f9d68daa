using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Conversations;

/// <summary>A conversation's row, both ways.</summary>
internal static class ConversationRows
{
    public const string Columns =
        """
        c.tenant, c.id, c.kind, c.channel, c.status, c.title, c.agent_id, c.created_by, c.created_at, c.updated_at,
        c.last_message_at, c.head_offset, c.published_offset, c.last_seq, c.message_count, c.prompt_tokens,
        c.completion_tokens, c.total_tokens, c.preview, c.context_summary
        """;

    private static readonly Column<Conversation>[] Fixed =
    [
        Column.Of<Conversation, string>("tenant", "text", c => c.Tenant),
        Column.Of<Conversation, Guid>("id", "uuid", c => c.Id),
        Column.Of<Conversation, string>("kind", "text", c => c.Kind),
        Column.Of<Conversation, string>("channel", "text", c => c.Channel),
        Column.Of<Conversation, string?>("agent_id", "text", c => c.AgentId),
        Column.Of<Conversation, string>("created_by", "text", c => c.CreatedBy),
        Column.Of<Conversation, DateTimeOffset>("created_at", "timestamptz", c => c.CreatedAt),
    ];

    // published_offset and context_summary have writers of their own, so the appender leaves them alone.
    private static readonly Column<Conversation>[] Heads =
    [
        Column.Of<Conversation, string>("status", "text", c => c.Status),
        Column.Of<Conversation, string?>("title", "text", c => c.Title),
        Column.Of<Conversation, DateTimeOffset>("updated_at", "timestamptz", c => c.UpdatedAt),
        Column.Of<Conversation, DateTimeOffset?>("last_message_at", "timestamptz", c => c.LastMessageAt),
        Column.Of<Conversation, long>("head_offset", "bigint", c => c.HeadOffset),
        Column.Of<Conversation, long>("last_seq", "bigint", c => c.LastSeq),
        Column.Of<Conversation, long>("message_count", "bigint", c => c.MessageCount),
        Column.Of<Conversation, long>("prompt_tokens", "bigint", c => c.PromptTokens),
        Column.Of<Conversation, long>("completion_tokens", "bigint", c => c.CompletionTokens),
        Column.Of<Conversation, long>("total_tokens", "bigint", c => c.TotalTokens),
        Column.Of<Conversation, string?>("preview", "text", c => c.Preview),
    ];

    public static readonly RowStatement<Conversation> Insert =
        RowStatement.Insert("conversations", [.. Fixed, .. Heads]);

    public static readonly RowStatement<Conversation> Update =
        RowStatement.Update("conversations", key: [Fixed[0], Fixed[1]], Heads);

    public static Conversation Read(NpgsqlDataReader reader) => new()
    {
        Tenant = reader.GetString(0),
        Id = reader.GetGuid(1),
        Kind = reader.GetString(2),
        Channel = reader.GetString(3),
        Status = reader.GetString(4),
        Title = reader.GetNullableString(5),
        AgentId = reader.GetNullableString(6),
        CreatedBy = reader.GetString(7),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(8),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        LastMessageAt = reader.GetFieldValue<DateTimeOffset?>(10),
        HeadOffset = reader.GetInt64(11),
        PublishedOffset = reader.GetInt64(12),
        LastSeq = reader.GetInt64(13),
        MessageCount = reader.GetInt64(14),
        PromptTokens = reader.GetInt64(15),
        CompletionTokens = reader.GetInt64(16),
        TotalTokens = reader.GetInt64(17),
        Preview = reader.GetNullableString(18),
        ContextSummary = reader.GetNullableString(19),
    };
}
