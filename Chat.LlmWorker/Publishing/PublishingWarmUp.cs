using Chat.ServiceDefaults.WarmUp;
using StackExchange.Redis;

namespace Chat.LlmWorker.Publishing;

/// <summary>Connects to Redis and to Conversations, by asking for the lease of a job that is not there.</summary>
internal sealed class PublishingWarmUp(IConnectionMultiplexer redis, JobRecorder recorder) : IWarmUp
{
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        await redis.GetDatabase().PingAsync().WaitAsync(cancellationToken);
        await recorder.RenewAsync(new JobAttempt(Guid.NewGuid(), 1), cancellationToken);
    }
}
