using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.RateLimiting;

/// <summary>Counts in Redis, in one step for all buckets of a request.</summary>
internal sealed class RedisCounter(IConnectionMultiplexer redis, IOptions<RateLimitOptions> options, TimeProvider time)
{
    // A counter whose window is over is not begun anew.
    private const string Returning =
        """
        for _, key in ipairs(KEYS) do
            if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
        end
        """;

    private static readonly string Script = Load();

    private readonly TimeSpan _timeout = options.Value.RedisTimeout;

    /// <summary>Throws a <see cref="RedisException"/> or a <see cref="TimeoutException"/> where Redis cannot be used.</summary>
    public async Task<RateDecision> TakeAsync(IReadOnlyList<RateBucket> buckets, CancellationToken cancellationToken)
    {
        var keys = buckets.Select(b => (RedisKey)b.Key).ToArray();
        var arguments = buckets
            .SelectMany(b => new RedisValue[] { b.Limit.Requests, (long)b.Limit.Window.TotalMilliseconds }).ToArray();
        var result = await redis.GetDatabase().ScriptEvaluateAsync(Script, keys, arguments)
            .WaitAsync(_timeout, time, cancellationToken);
        return Read(buckets, (long[])result!);
    }

    /// <summary>Nobody waits for it: when it is lost, the counts are one too high until their windows end.</summary>
    public void GiveBack(IReadOnlyList<RateBucket> buckets) => redis.GetDatabase().ScriptEvaluate(
        Returning, [.. buckets.Select(b => (RedisKey)b.Key)], flags: CommandFlags.FireAndForget);

    private static RateDecision Read(IReadOnlyList<RateBucket> buckets, long[] answer)
    {
        var standings = buckets.Select((bucket, i) => new RateStanding(
            bucket, answer[1 + (2 * i)], TimeSpan.FromMilliseconds(answer[2 + (2 * i)]))).ToList();
        return new RateDecision(standings, answer[0] > 0 ? standings[(int)answer[0] - 1] : null);
    }

    private static string Load()
    {
        using var stream = typeof(RedisCounter).Assembly.GetManifestResourceStream("rate-limit.lua")
            ?? throw new InvalidOperationException("rate-limit.lua is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
