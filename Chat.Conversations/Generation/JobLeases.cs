using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Generation;

/// <summary>
/// Prolongs leases. No reader sees that, so it goes past the appender, in one statement on the job's row.
/// </summary>
internal sealed class JobLeases(NpgsqlDataSource database, IOptions<GenerationOptions> options)
{
    private readonly TimeSpan _lease = options.Value.Lease;

    public async Task<(LeaseState State, DateTimeOffset? ExpiresAt)> RenewAsync(
        Guid jobId, int attempt, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH renewed AS (
                UPDATE jobs SET lease_expires_at = clock_timestamp() + $3
                WHERE id = $1 AND attempt = $2 AND state = 'streaming'
                RETURNING lease_expires_at)
            SELECT j.state, j.attempt, (SELECT lease_expires_at FROM renewed) FROM jobs j WHERE j.id = $1
            UNION ALL
            SELECT 'cancelled', p.attempt, NULL FROM purged_jobs p WHERE p.id = $1 AND p.awaits_report
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = jobId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = attempt });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = _lease });
        var rows = await command.ReadAllAsync(reader => Read(reader, attempt), cancellationToken);
        return rows.Count > 0 ? rows[0] : (LeaseState.Lost, null);
    }

    private static (LeaseState State, DateTimeOffset? ExpiresAt) Read(NpgsqlDataReader reader, int attempt)
    {
        if (!reader.IsDBNull(2)) return (LeaseState.Held, reader.GetFieldValue<DateTimeOffset>(2));
        var cancelled = StoredNames.Generations.Parse(reader.GetString(0)) == GenerationState.Cancelled
            && reader.GetInt32(1) == attempt;
        return (cancelled ? LeaseState.Cancelled : LeaseState.Lost, null);
    }
}
