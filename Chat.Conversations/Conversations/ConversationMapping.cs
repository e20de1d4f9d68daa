using Chat.Conversations.Permissions;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Conversations;

/// <summary>A conversation's row as its readers see it, without what is the caller's own.</summary>
internal static class ConversationMapping
{
    public const string Columns =
        """
        c.id, c.kind, c.channel, c.status, c.title, c.description, c.tags, c.metadata, c.external_id, c.agent_id,
        c.created_by_type, c.created_by, c.created_at, c.updated_by_type, c.updated_by, c.updated_at, c.last_message_at,
        c.last_seq, c.head_offset, c.cleared_seq, c.message_count, c.participant_count, c.prompt_tokens,
        c.completion_tokens, c.total_tokens, c.total_cost, c.context_summary, c.deleted_at, c.permission_overrides
        """;

    /// <summary>How many columns <see cref="Columns"/> has.</summary>
    public const int Width = 29;

    public static Wire.Conversation Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetIdText(0),
        Kind = reader.GetString(1),
        Channel = reader.GetString(2),
        Status = reader.GetString(3),
        Title = reader.GetText(4),
        Description = reader.GetText(5),
        Tags = { reader.GetFieldValue<string[]>(6) },
        MetadataJson = reader.GetText(7),
        ExternalId = reader.GetText(8),
        AgentId = reader.GetText(9),
        CreatedByType = StoredNames.Principals.Parse(reader.GetString(10)),
        CreatedBy = reader.GetString(11),
        CreatedAt = reader.GetTime(12),
        UpdatedBy = reader.GetPrincipal(13),
        UpdatedAt = reader.GetTime(15),
        LastMessageAt = reader.GetTime(16),
        LastSeq = reader.GetInt64(17),
        HeadOffset = reader.GetInt64(18),
        ClearedSeq = reader.GetInt64(19),
        MessageCount = reader.GetInt64(20),
        ParticipantCount = reader.GetInt32(21),
        PromptTokens = reader.GetInt64(22),
        CompletionTokens = reader.GetInt64(23),
        TotalTokens = reader.GetInt64(24),
        TotalCost = reader.GetCost(25),
        ContextSummary = reader.GetText(26),
        DeletedAt = reader.GetTime(27),
        PermissionOverrides = { Overrides.FromJson(reader.GetNullableString(28)) },
    };
}
