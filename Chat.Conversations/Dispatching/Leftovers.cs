using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Dispatching;

/// <summary>The job rows as Kafka's outbox: which have still to go out, and which are out.</summary>
internal sealed class Leftovers(NpgsqlDataSource database)
{
    /// <summary>
    /// Takes admitted jobs that did not go out. They are held for a while, so that replicas do not take the same; if we die
    /// with them, the hold passes. Skipping locked rows, it waits for nobody.
    /// </summary>
    public async Task<List<JobTicket>> TakeAsync(int most, TimeSpan hold, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE jobs j SET dispatch_after = clock_timestamp() + $1
            WHERE j.id IN (SELECT id FROM jobs
                           WHERE state = 'queued' AND admitted_at IS NOT NULL AND dispatched_at IS NULL
                             AND dispatch_after <= clock_timestamp()
                           ORDER BY dispatch_after LIMIT $2
                           FOR UPDATE SKIP LOCKED)
            RETURNING
            """ + " " + JobTicket.Columns);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = hold });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        return await command.ReadAllAsync(JobTicket.Read, cancellationToken);
    }

    /// <summary>
    /// Notes that Kafka has the jobs, unless they have moved on since. Rows are locked in id order like everywhere.
    /// </summary>
    public async Task MarkDispatchedAsync(IReadOnlyList<JobTicket> sent, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH sent AS (
                SELECT j.id FROM unnest($1::text[], $2::uuid[], $3::integer[]) AS v(tenant, id, attempt)
                JOIN jobs j ON j.tenant = v.tenant AND j.id = v.id AND j.attempt = v.attempt
                WHERE j.state = 'queued' AND j.dispatched_at IS NULL
                ORDER BY j.id
                FOR UPDATE OF j)
            UPDATE jobs j SET dispatched_at = clock_timestamp() FROM sent WHERE j.id = sent.id
            """);
        command.Parameters.Add(Column.Array("text", sent.Select(t => t.Request.Tenant)));
        command.Parameters.Add(Column.Array("uuid", sent.Select(t => t.Request.JobId)));
        command.Parameters.Add(Column.Array("integer", sent.Select(t => t.Attempt)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
