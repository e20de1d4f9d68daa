using Chat.Contracts.Streams;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>Reads token streams from Redis; everything that goes wrong is a <see cref="TokenStreamException"/>.</summary>
internal sealed class TokenStreamReader(IConnectionMultiplexer redis, IOptions<StreamOptions> options)
{
    /// <summary>The entries after a position, at most <paramref name="count"/>; none when there is no stream.</summary>
    public async Task<IReadOnlyList<TokenEntry>> ReadAsync(
        Guid jobId, EntryId after, int count, CancellationToken cancellationToken)
    {
        RedisKey key = TokenStream.Key(jobId);
        // The client's own stream API is younger than the oldest client we run on.
        var reply = await GuardAsync(
            () => redis.GetDatabase().ExecuteAsync("XRANGE", key, $"({after}", "+", "COUNT", count), cancellationToken);
        return [.. Items(reply).Select(ReadEntry).OfType<TokenEntry>()];
    }

    /// <summary>Calls back on each message of a channel, until the answer is disposed; messages may be lost.</summary>
    public async Task<IAsyncDisposable> ListenAsync(
        string name, Action<RedisValue> heard, CancellationToken cancellationToken)
    {
        var channel = new RedisChannel(name, RedisChannel.PatternMode.Literal);
        Action<RedisChannel, RedisValue> handler = (_, value) => heard(value);
        var subscriber = redis.GetSubscriber();
        await GuardAsync(() => subscriber.SubscribeAsync(channel, handler), cancellationToken);
        return new Subscription(() => GuardAsync(() => subscriber.UnsubscribeAsync(channel, handler), default));
    }

    public Task PingAsync(CancellationToken cancellationToken) =>
        GuardAsync(() => redis.GetDatabase().PingAsync(), cancellationToken);

    private async Task GuardAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call().WaitAsync(options.Value.RedisTimeout, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new TokenStreamException("Redis did not answer as expected.", e);
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var task = Task.FromResult(default(T)!);
        await GuardAsync(Task () => task = call(), cancellationToken);
        return await task;
    }

    /// <summary>An entry is <c>[id, [field, value, field, value, …]]</c>.</summary>
    private static TokenEntry? ReadEntry(RedisResult entry)
    {
        if (Items(entry) is not [var name, var pairs] || !EntryId.TryParse((string?)name, out var id))
            return null;
        var fields = new Dictionary<string, string>();
        foreach (var pair in Items(pairs).Chunk(2))
            if (pair is [var field, var value])
                fields[(string?)field ?? ""] = (string?)value ?? "";
        return new TokenEntry(id, fields);
    }

    private static RedisResult[] Items(RedisResult result) =>
        result.IsNull ? [] : (RedisResult[]?)result ?? [];

    /// <summary>Ends the listening once, when disposed.</summary>
    private sealed class Subscription(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }
}
