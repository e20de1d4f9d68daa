using StackExchange.Redis;

namespace Chat.Tests.Infrastructure;

/// <summary>Listens to Redis as other programs may.</summary>
internal static class RedisListening
{
    /// <summary>Hears what is published to the channel of exactly this name from now on.</summary>
    public static Task ListenAsync(this IConnectionMultiplexer redis, string channel, Action<RedisValue> heard) =>
        redis.GetSubscriber().SubscribeAsync(
            new RedisChannel(channel, RedisChannel.PatternMode.Literal), (_, value) => heard(value));
}
