using Chat.Conversations.Appending;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>Entries of a conversation that are published, from the first to the last offset.</summary>
internal sealed record PublishedRange(string Tenant, Guid ConversationId, long First, long Last);

/// <summary>Stores for many conversations at once how far each is published.</summary>
internal sealed class PublishedStore(NpgsqlDataSource database)
{
    // Long enough to get a row between two batches of the appender, and short, because others come after it.
    private const string LockTimeout = "50ms";

    private static readonly string Free = Update("SKIP LOCKED");
    private static readonly string Waiting = Update("");

    /// <summary>
    /// Stores what it can without waiting; returns, in no order, the conversations that somebody holds: a purge may hold one
    /// for long.
    /// </summary>
    public async Task<List<Guid>> StoreAsync(IReadOnlyList<PublishedRange> ranges, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Free);
        command.Parameters.AddRange(Parameters(ranges));
        return await command.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken);
    }

    /// <summary>Waits a moment for one conversation, which may be written all the time; false where that is not enough.</summary>
    public async Task<bool> TryStoreAsync(IReadOnlyList<PublishedRange> ranges, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT set_config('lock_timeout', '{LockTimeout}', true)"));
        batch.BatchCommands.Add(Statement.Of(Waiting, Parameters(ranges)));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException held) when (StorageFailure.IsLocked(held))
        {
            return false;
        }
    }

    // The offset never goes over a gap: what a crash left unpublished stays behind it, for the catch-up to find. What lies
    // beyond a gap is kept in published_ahead until it is closed, mostly by another replica that writes here too.
    // Locked in id order, as the appender does, so that the two cannot deadlock.
    private static string Update(string locking) =>
        $"""
        WITH sent AS (
            SELECT v.tenant, v.id, range_agg(int8range(v.first, v.last, '[]')) AS ranges
            FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[]) AS v(tenant, id, first, last)
            GROUP BY v.tenant, v.id),
        known AS (
            SELECT c.id, int8multirange(int8range(0, c.published_offset, '[]')) + c.published_ahead + s.ranges AS ranges
            FROM sent s JOIN conversations c ON c.tenant = s.tenant AND c.id = s.id
            WHERE upper(s.ranges) > c.published_offset + 1
            ORDER BY c.id
            FOR UPDATE OF c {locking}),
        stored AS (
            UPDATE conversations c
            SET published_offset = upper(joined.range) - 1, published_ahead = k.ranges - int8multirange(joined.range)
            FROM known k CROSS JOIN LATERAL (SELECT r AS range FROM unnest(k.ranges) r ORDER BY r LIMIT 1) joined
            WHERE c.id = k.id
            RETURNING c.id)
        SELECT c.id
        FROM sent s JOIN conversations c ON c.tenant = s.tenant AND c.id = s.id
        WHERE upper(s.ranges) > c.published_offset + 1 AND c.id NOT IN (SELECT k.id FROM known k)
        ORDER BY random()
        """;

    private static NpgsqlParameter[] Parameters(IReadOnlyList<PublishedRange> ranges) =>
    [
        Column.Array("text", ranges.Select(one => one.Tenant)),
        Column.Array("uuid", ranges.Select(one => one.ConversationId)),
        Column.Array("bigint", ranges.Select(one => one.First)),
        Column.Array("bigint", ranges.Select(one => one.Last)),
    ];
}
