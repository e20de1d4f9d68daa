using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Generation.Changes;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Generation;

/// <summary>
/// Sees to it that no job stays stuck: leases that ran out are taken over, jobs that nobody claimed go out again.
/// Replicas may sweep at the same time; what one has done the other finds done.
/// </summary>
internal sealed class JobSweeper(
    NpgsqlDataSource database,
    Appender appender,
    TokenStreamCloser streams,
    IOptions<GenerationOptions> options,
    ConversationsMetrics metrics,
    TimeProvider time,
    ILogger<JobSweeper> logger) : BackgroundService
{
    private const int JobsAtOnce = 256;

    private readonly GenerationOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.SweepInterval, time);
        await timer.EachTickAsync(TrySweepAsync, stoppingToken);
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lost = await LostAsync(cancellationToken);
            await Task.WhenAll(lost.Select(id => TryTakeOverAsync(id, cancellationToken)));
            await DispatchAgainAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.SweepFailed(failure.Message);
        }
    }

    private async Task<List<Guid>> LostAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT id FROM jobs WHERE state = 'streaming' AND lease_expires_at <= clock_timestamp()
            ORDER BY lease_expires_at LIMIT $1
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = JobsAtOnce });
        return await command.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken);
    }

    private async Task TryTakeOverAsync(Guid jobId, CancellationToken cancellationToken)
    {
        using var work = BackgroundWork.Begin("job take-over");
        try
        {
            var job = await appender.ApplyAsync(new TakeOverJob(jobId, _options.MaxAttempts), cancellationToken);
            if (job is null) return;
            metrics.LeaseExpired();
            logger.TakenOver(job.Attempt, job.Id, StoredNames.Generations.Of(job.State));
            if (job.State == GenerationState.Failed) await streams.CloseAsync(job, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.TakeOverFailed(jobId, failure.Message);
        }
    }

    // The wait doubles each time: when workers are behind rather than gone, their backlog must not fill with repeats.
    private async Task DispatchAgainAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE jobs SET dispatched_at = NULL, dispatch_after = clock_timestamp()
            WHERE id IN (SELECT id FROM jobs
                         WHERE state = 'queued' AND dispatched_at < clock_timestamp() - $1
                           AND dispatched_at - created_at < clock_timestamp() - dispatched_at
                         ORDER BY dispatched_at LIMIT $2
                         FOR UPDATE SKIP LOCKED)
            """);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = _options.UnclaimedAfter });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = JobsAtOnce });
        var count = await command.ExecuteNonQueryAsync(cancellationToken);
        if (count > 0) logger.DispatchedAgain(count);
    }
}
