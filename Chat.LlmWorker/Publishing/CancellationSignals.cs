using System.Collections.Concurrent;
using Chat.Contracts.Streams;
using StackExchange.Redis;

namespace Chat.LlmWorker.Publishing;

/// <summary>
/// Hears on Redis at once when a job was cancelled and wakes the attempt that runs it here. A signal that Redis loses is
/// made good by the next renewal of the lease.
/// </summary>
internal sealed class CancellationSignals(
    IConnectionMultiplexer redis, TimeProvider time, ILogger<CancellationSignals> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);
    private static readonly RedisChannel Channel =
        new(TokenStream.CancelledChannel, RedisChannel.PatternMode.Literal);

    private readonly ConcurrentDictionary<JobAttempt, Action> _running = new();

    /// <summary>Calls <paramref name="onCancelled"/> for every signal until the result is disposed.</summary>
    public IDisposable Watch(JobAttempt job, Action onCancelled)
    {
        _running[job] = onCancelled;
        return new Watching(this, job);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TrySubscribeAsync())
            await Task.Delay(RetryDelay, time, stoppingToken);
    }

    private async Task<bool> TrySubscribeAsync()
    {
        try
        {
            await redis.GetSubscriber().SubscribeAsync(Channel, (_, jobId) => Signal(jobId));
            return true;
        }
        catch (Exception failure) when (TokenStreamAppender.IsFailure(failure))
        {
            CancellationLog.SubscribeFailed(logger, failure.Message);
            return false;
        }
    }

    private void Signal(string? jobId)
    {
        if (!Guid.TryParse(jobId, out var id))
            return;
        foreach (var (job, onCancelled) in _running)
            if (job.JobId == id)
                onCancelled();
    }

    /// <summary>Ends one <see cref="Watch"/>.</summary>
    private sealed class Watching(CancellationSignals signals, JobAttempt job) : IDisposable
    {
        public void Dispose() => signals._running.TryRemove(job, out _);
    }
}
