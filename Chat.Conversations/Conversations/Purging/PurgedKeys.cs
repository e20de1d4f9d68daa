using Chat.Conversations.Projections;
using Chat.Conversations.Storage;
using Npgsql;
using StackExchange.Redis;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>
/// Removes from Redis what purged conversations left there, and then the note of it. Whoever finds a note may do so, as
/// often as it takes.
/// </summary>
internal sealed class PurgedKeys(NpgsqlDataSource database, ConversationKeys keys, ILogger<PurgedKeys> logger)
{
    private const int AtOnce = 100;

    // Served by the primary key.
    private const string One =
        "SELECT conversation_id, tenant, external_id, job_ids, users FROM purged_keys WHERE conversation_id = $1";

    private const string Oldest =
        "SELECT conversation_id, tenant, external_id, job_ids, users FROM purged_keys ORDER BY purged_at LIMIT $1";

    // A worker, or who closes its stream, may still write for a moment: the keys are removed once more after it.
    private const string Done =
        "DELETE FROM purged_keys WHERE conversation_id = $1 AND purged_at < clock_timestamp() - interval '1 minute'";

    /// <summary>Tries once; where Redis is away the sweeper tries again.</summary>
    public Task TryRemoveAsync(Guid conversationId, CancellationToken cancellationToken) =>
        TryRemoveAsync(One, new NpgsqlParameter<Guid> { TypedValue = conversationId }, cancellationToken);

    public Task TryRemoveLeftAsync(CancellationToken cancellationToken) =>
        TryRemoveAsync(Oldest, new NpgsqlParameter<int> { TypedValue = AtOnce }, cancellationToken);

    private async Task TryRemoveAsync(string query, NpgsqlParameter parameter, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand(query);
            command.Parameters.Add(parameter);
            foreach (var note in await command.ReadAllAsync(ReadNote, cancellationToken))
            {
                await keys.RemoveAsync(note, cancellationToken);
                await using var done = database.CreateCommand(Done);
                done.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = note.ConversationId });
                await done.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or NpgsqlException)
        {
            logger.KeysLeft(failure.Message);
        }
    }

    private static PurgedNote ReadNote(NpgsqlDataReader reader) => new(
        reader.GetString(1),
        reader.GetGuid(0),
        reader.GetNullableString(2),
        reader.GetFieldValue<Guid[]>(3),
        reader.GetFieldValue<string[]>(4));
}
