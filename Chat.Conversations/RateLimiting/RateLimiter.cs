using Chat.Conversations.Errors;
using StackExchange.Redis;

namespace Chat.Conversations.RateLimiting;

/// <summary>Decides whether a call may go on, by what has been asked for before.</summary>
internal sealed class RateLimiter(
    RedisCounter redis, LocalCounter local, ConversationsMetrics metrics, ILogger<RateLimiter> logger)
{
    private int _away;

    /// <summary>Counts the call against all of the buckets, or refuses it and counts it against none.</summary>
    public async Task TakeAsync(CountedCall call, IReadOnlyList<RateBucket> buckets, CancellationToken cancellationToken) =>
        call.Add(await DecideAsync(buckets, cancellationToken));

    /// <summary>
    /// A call that was refused does not count for its conversation; and for nobody when it was refused because there were
    /// too many.
    /// </summary>
    public void GiveBack(CountedCall call, ChatError refusal)
    {
        if (refusal.Retryable && !call.IsRefused) return;
        List<RateBucket> given = [.. call.Taken.Where(bucket => call.IsRefused || bucket.Name == RateBuckets.Conversation)];
        if (given.Count == 0) return;
        call.Forget(given);
        if (Volatile.Read(ref _away) == 1) local.GiveBack(given);
        else redis.GiveBack(given);
    }

    private async Task<RateDecision> DecideAsync(IReadOnlyList<RateBucket> buckets, CancellationToken cancellationToken)
    {
        try
        {
            var decision = await redis.TakeAsync(buckets, cancellationToken);
            if (Interlocked.Exchange(ref _away, 0) == 1) logger.CountsTogether();
            return decision;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            metrics.RateCountedAlone();
            if (Interlocked.Exchange(ref _away, 1) == 0) logger.CountsAlone(failure.Message);
            return local.Take(buckets);
        }
    }
}
