using System.Globalization;
using Chat.Conversations.Appending;
using Chat.Conversations.Generation;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Dispatching;

/// <summary>
/// The lines in which jobs wait for Kafka, one for each requester. Who has the fewest jobs on their way is admitted first, up
/// to the windows of requester and tenant, and of a conversation only the oldest job that has not ended: so nobody's jobs
/// make a line in which others stand, and a conversation's answers come in order.
/// </summary>
internal sealed class JobLines(NpgsqlDataSource database, IOptions<DispatchOptions> options)
{
    private const int TenantsAtOnce = 1_000;

    private static readonly long s_lock = LockNumber.Of("jobs", "admission");

    private readonly DispatchOptions _options = options.Value;

    /// <summary>The tenants of which a job waits.</summary>
    public async Task<List<string>> TenantsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH RECURSIVE tenants AS (
                (SELECT tenant FROM jobs WHERE state = 'queued' AND admitted_at IS NULL ORDER BY tenant LIMIT 1)
                UNION ALL
                SELECT n.tenant FROM tenants t CROSS JOIN LATERAL (
                    SELECT j.tenant FROM jobs j WHERE j.state = 'queued' AND j.admitted_at IS NULL AND j.tenant > t.tenant
                    ORDER BY j.tenant LIMIT 1) n)
            SELECT tenant FROM tenants LIMIT $1
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = TenantsAtOnce });
        return await command.ReadAllAsync(reader => reader.GetString(0), cancellationToken);
    }

    /// <summary>
    /// Admits what the windows have room for, at most one batch, and holds it for the sender as <see cref="Leftovers"/> does.
    /// One replica at a time, so that windows are not filled twice; an admission that a crash forgets is only made again.
    /// </summary>
    public async Task<List<JobTicket>> AdmitAsync(IReadOnlyCollection<string> tenants, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement.Of(
            "SELECT set_config('synchronous_commit', 'off', true), set_config('lock_timeout', $1, true), pg_advisory_xact_lock($2)",
            new NpgsqlParameter<string>
            {
                TypedValue = _options.LockTimeout.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture),
            },
            new NpgsqlParameter<long> { TypedValue = s_lock }));
        batch.BatchCommands.Add(Statement.Of(
            Admission + " " + JobTicket.Columns,
            Column.Array("text", tenants),
            new NpgsqlParameter<int> { TypedValue = _options.UserWindow },
            new NpgsqlParameter<int> { TypedValue = _options.TenantWindow },
            new NpgsqlParameter<int> { TypedValue = _options.BatchSize },
            new NpgsqlParameter<TimeSpan> { TypedValue = Job.DispatchHold }));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAllAsync(JobTicket.Read, cancellationToken);
    }

    // Finds each next requester by the index, so that a line costs the same however long it is.
    private const string Admission =
        """
        WITH RECURSIVE lines AS (
            SELECT first.* FROM unnest($1::text[]) AS t(tenant) CROSS JOIN LATERAL (
                SELECT j.tenant, j.requested_by_type AS type, j.requested_by AS id FROM jobs j
                WHERE j.state = 'queued' AND j.admitted_at IS NULL AND j.tenant = t.tenant
                ORDER BY j.requested_by_type, j.requested_by LIMIT 1) first
            UNION ALL
            SELECT next.* FROM lines l CROSS JOIN LATERAL (
                SELECT j.tenant, j.requested_by_type AS type, j.requested_by AS id FROM jobs j
                WHERE j.state = 'queued' AND j.admitted_at IS NULL AND j.tenant = l.tenant
                  AND (j.requested_by_type, j.requested_by) > (l.type, l.id)
                ORDER BY j.requested_by_type, j.requested_by LIMIT 1) next),
        counted AS (
            SELECT l.*, (SELECT count(*) FROM (
                SELECT 1 FROM jobs a WHERE a.tenant = l.tenant AND a.requested_by_type = l.type AND a.requested_by = l.id
                  AND a.state IN ('queued', 'streaming') AND a.admitted_at IS NOT NULL LIMIT $2) x) AS admitted
            FROM lines l),
        candidates AS (
            SELECT c.tenant, j.id, j.created_at, c.admitted + j.place AS turn
            FROM counted c CROSS JOIN LATERAL (
                SELECT w.id, w.created_at, row_number() OVER (ORDER BY w.created_at, w.id) AS place FROM jobs w
                WHERE w.state = 'queued' AND w.admitted_at IS NULL AND w.tenant = c.tenant
                  AND w.requested_by_type = c.type AND w.requested_by = c.id
                  AND NOT EXISTS (
                      SELECT 1 FROM jobs b WHERE b.conversation_id = w.conversation_id AND b.state IN ('queued', 'streaming')
                        AND (b.prompt_seq, b.id) < (w.prompt_seq, w.id))
                ORDER BY w.created_at, w.id LIMIT greatest($2 - c.admitted, 0)) j),
        rooms AS (
            SELECT t.tenant, $3 - (SELECT count(*) FROM (
                SELECT 1 FROM jobs a WHERE a.tenant = t.tenant
                  AND a.state IN ('queued', 'streaming') AND a.admitted_at IS NOT NULL LIMIT $3) x) AS room
            FROM unnest($1::text[]) AS t(tenant)),
        ranked AS (
            SELECT c.*, row_number() OVER (PARTITION BY c.tenant ORDER BY c.turn, c.created_at, c.id) AS rank FROM candidates c),
        chosen AS (
            SELECT r.id FROM ranked r JOIN rooms o ON o.tenant = r.tenant WHERE r.rank <= o.room ORDER BY r.rank LIMIT $4)
        UPDATE jobs j SET admitted_at = clock_timestamp(), dispatch_after = clock_timestamp() + $5
        WHERE j.id IN (SELECT k.id FROM jobs k WHERE k.id IN (SELECT id FROM chosen) FOR UPDATE SKIP LOCKED)
          AND j.state = 'queued' AND j.admitted_at IS NULL
        RETURNING
        """;
}
