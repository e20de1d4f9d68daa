using Chat.Conversations.Messages;
using Chat.Conversations.Pricing;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Generation;

/// <summary>
/// The jobs of purged conversations, as far as a worker may still ask for them: each has ended, and what a cancelled attempt
/// used is charged although its conversation is gone.
/// </summary>
internal sealed class PurgedJobs(NpgsqlDataSource database, PriceTable prices, TimeProvider time)
{
    // As long as Kafka keeps a record. Served by the primary key, like all the others here.
    private const string Old = "DELETE FROM purged_jobs WHERE purged_at < clock_timestamp() - interval '7 days'";

    private const string Known = "SELECT EXISTS (SELECT FROM purged_jobs WHERE id = $1)";

    private const string Cancelled =
        "SELECT tenant, conversation_id FROM purged_jobs WHERE id = $1 AND attempt = $2 AND awaits_report";

    public async Task<bool> HasAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Known);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = jobId });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>The attempt, if it was the newest of a job that was cancelled with its conversation.</summary>
    public async Task<UsedAttempt?> FindCancelledAsync(Guid jobId, int attempt, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Cancelled);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = jobId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = attempt });
        var found = await command.ReadAllAsync(
            reader => new UsedAttempt(reader.GetString(0), reader.GetGuid(1), jobId, attempt), cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Books what the attempt used; a second time changes nothing.</summary>
    public async Task ChargeAsync(UsedAttempt attempt, TokenUsage usage, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = new UsageLedgerRow(attempt, prices.Price(usage, attempt.Model, now), now);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(UsageLedgerRow.InsertOnce.For([row]));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Old);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
