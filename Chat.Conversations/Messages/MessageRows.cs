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
        m.model, m.finish_reason
        """;

    /// <summary>How many columns <see cref="Columns"/> has.</summary>
    public const int Width = 19;

    public static readonly RowStatement<Message> Insert = RowStatement.Insert<Message>("messages",
    [
        Column.Of<Message, string>("tenant", "text", m => m.Tenant),
        Column.Of<Message, Guid>("conversation_id", "uuid", m => m.ConversationId),
        Column.Of<Message, Guid>("id", "uuid", m => m.Id),
        Column.Of<Message, long>("seq", "bigint", m => m.Seq),
        Column.Of<Message, string>("role", "text", m => StoredNames.MessageRoles.Of(m.Role)),
        Column.Of<Message, string>("type", "text", m => StoredNames.MessageTypes.Of(m.Type)),
        Column.Of<Message, string>("sender_type", "text", m => StoredNames.Principals.Of(m.Sender.Type)),
        Column.Of<Message, string>("sender_id", "text", m => m.Sender.Id),
        Column.Of<Message, string>("content", "text", m => m.Content),
        Column.Of<Message, DateTimeOffset>("created_at", "timestamptz", m => m.CreatedAt),
        Column.Of<Message, string?>("client_id", "text", m => m.ClientId),
        Column.Of<Message, Guid?>("job_id", "uuid", m => m.JobId),
        Column.Of<Message, string>("generation", "text", m => StoredNames.Generations.Of(m.Generation)),
        Column.Of<Message, long?>("prompt_tokens", "bigint", m => m.Usage?.PromptTokens),
        Column.Of<Message, long?>("completion_tokens", "bigint", m => m.Usage?.CompletionTokens),
        Column.Of<Message, long?>("total_tokens", "bigint", m => m.Usage?.TotalTokens),
        Column.Of<Message, string?>("usage_source", "text", m => UsageRow.SourceName(m.Usage)),
        Column.Of<Message, string?>("model", "text", m => m.Model),
        Column.Of<Message, string?>("finish_reason", "text", m => m.FinishReason),
    ]);

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
        Model = reader.GetNullableString(at + 17),
        FinishReason = reader.GetNullableString(at + 18),
    };
}
