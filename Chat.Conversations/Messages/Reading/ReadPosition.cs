using Npgsql;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// A place in a conversation, an offset or a seq, from which is read. The conversation's first and last time go along,
/// because they tell which partitions can hold its rows.
/// </summary>
internal sealed record ReadPosition(
    string Tenant, Guid ConversationId, long At, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Reads tenant, id, position, created_at, updated_at.</summary>
    public static ReadPosition Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetGuid(1),
        reader.GetInt64(2),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.GetFieldValue<DateTimeOffset>(4));
}
