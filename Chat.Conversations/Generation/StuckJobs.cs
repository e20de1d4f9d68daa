using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Generation;

/// <summary>
/// Finds jobs that nobody works on: those whose lease ran out, and those that Kafka has and no worker claims, which go out
/// again at the pace of the workers.
/// </summary>
internal sealed class StuckJobs(
    NpgsqlDataSource database, IOptions<GenerationOptions> options, JobWatch watch, TimeProvider time)
{
    private const int JobsAtOnce = 256;
    private const int MostCounted = 10_000;

    private static readonly TimeSpan s_probeInterval = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _patience = options.Value.UnclaimedAfter;
    private DateTimeOffset _nextProbe;

    /// <summary>Jobs whose attempt did not renew its lease in time.</summary>
    public async Task<List<Guid>> LostAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT id FROM jobs WHERE state = 'streaming' AND lease_expires_at <= clock_timestamp()
            ORDER BY lease_expires_at LIMIT $1
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = JobsAtOnce });
        return await command.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken);
    }

    /// <summary>
    /// Lets go out again what was not claimed in time; returns how many. While no worker claims anything, one job now and then
    /// is enough to find out when they are back: what they still have on Kafka must not fill with repeats.
    /// </summary>
    public async Task<int> DispatchAgainAsync(CancellationToken cancellationToken)
    {
        var most = JobsAtOnce;
        if (!watch.ClaimedWithin(_patience))
        {
            if (time.GetUtcNow() < _nextProbe) return 0;
            most = 1;
        }

        await using var command = database.CreateCommand(
            """
            UPDATE jobs SET dispatched_at = NULL, dispatch_after = clock_timestamp()
            WHERE id IN (SELECT id FROM jobs
                         WHERE state = 'queued' AND dispatched_at < clock_timestamp() - $1
                         ORDER BY dispatched_at LIMIT $2
                         FOR UPDATE SKIP LOCKED)
            """);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = _patience });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var count = await command.ExecuteNonQueryAsync(cancellationToken);
        if (count > 0) _nextProbe = time.GetUtcNow() + s_probeInterval;
        return count;
    }

    /// <summary>Notes how many jobs wait for a worker for too long, and since when; a repeat does not make them newer.</summary>
    public async Task CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT count(*)::integer, coalesce(max(clock_timestamp() - since), '0'::interval) FROM (
                SELECT CASE WHEN attempt = 0 THEN admitted_at ELSE dispatched_at END AS since FROM jobs
                WHERE state = 'queued' AND admitted_at IS NOT NULL LIMIT $2) AS waiting
            WHERE since < clock_timestamp() - $1
            """);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = _patience });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostCounted });
        var rows = await command.ReadAllAsync(
            reader => (reader.GetInt32(0), reader.GetFieldValue<TimeSpan>(1)), cancellationToken);
        watch.Note(rows[0].Item1, rows[0].Item2);
    }
}
