using Chat.ServiceDefaults.WarmUp;
using StackExchange.Redis;

namespace Chat.Conversations.Publishing;

/// <summary>Connects to Redis.</summary>
internal sealed class PublishingWarmUp(IConnectionMultiplexer redis) : IWarmUp
{
    public Task WarmUpAsync(CancellationToken cancellationToken) =>
        redis.GetDatabase().PingAsync().WaitAsync(cancellationToken);
}
