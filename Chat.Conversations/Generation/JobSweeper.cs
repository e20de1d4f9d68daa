using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Generation.Changes;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Generation;

/// <summary>
/// Sees to it that no job stays stuck: leases that ran out are taken over, jobs that nobody claimed go out again.
/// Replicas may sweep at the same time; what one has done the other finds done.
/// </summary>
internal sealed class JobSweeper(
    StuckJobs stuck,
    Appender appender,
    TokenStreamCloser streams,
    IOptions<GenerationOptions> options,
    ConversationsMetrics metrics,
    TimeProvider time,
    ILogger<JobSweeper> logger) : BackgroundService
{
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
            var lost = await stuck.LostAsync(cancellationToken);
            await Task.WhenAll(lost.Select(id => TryTakeOverAsync(id, cancellationToken)));
            await SweepUnclaimedAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.SweepFailed(failure.Message);
        }
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

    private async Task SweepUnclaimedAsync(CancellationToken cancellationToken)
    {
        var count = await stuck.DispatchAgainAsync(cancellationToken);
        if (count > 0) logger.DispatchedAgain(count);
        await stuck.CountAsync(cancellationToken);
    }
}
