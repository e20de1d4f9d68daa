using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.RateLimiting;

/// <summary>Decides whether a request may go on, by what its user, its tenant and its conversation have asked for.</summary>
internal sealed class RateLimiter(
    RedisCounter redis,
    LocalCounter local,
    IOptions<RateLimitOptions> options,
    ConversationsMetrics metrics,
    ILogger<RateLimiter> logger)
{
    private readonly RateLimitOptions _options = options.Value;
    private int _away;

    /// <param name="caller">Who asks.</param>
    /// <param name="conversation">What is changed, as the request names it; null for everything else.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<RateDecision> TakeAsync(Caller caller, string? conversation, CancellationToken cancellationToken)
    {
        var buckets = Buckets(caller, conversation);
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

    private List<RateBucket> Buckets(Caller caller, string? conversation)
    {
        var type = StoredNames.Principals.Of(caller.Principal.Type);
        List<RateBucket> buckets =
        [
            new("user", RateKeys.User(caller.Tenant, type, caller.Principal.Id), _options.User),
            new("tenant", RateKeys.Tenant(caller.Tenant), _options.Tenant),
        ];
        if (conversation is not null)
            buckets.Add(new RateBucket(
                "conversation", RateKeys.Conversation(caller.Tenant, conversation), _options.Conversation));
        return buckets;
    }
}
