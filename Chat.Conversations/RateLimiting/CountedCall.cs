using Chat.Contracts.Errors;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.RateLimiting;

/// <summary>What one call of a user or an agent was counted against so far.</summary>
internal sealed class CountedCall(Caller caller)
{
    private readonly List<RateStanding> _standings = [];
    private RateStanding? _full;

    public Caller Caller { get; } = caller;

    /// <summary>The bucket that is nearest to its end, or the one that refused the call.</summary>
    public RateStanding? Tightest => _full ?? _standings.MinBy(standing => standing.Remaining);

    public bool IsRefused => _full is not null;

    public IEnumerable<RateBucket> Taken => _standings.Select(standing => standing.Bucket);

    public bool Has(RateBucket bucket) => Taken.Any(taken => taken.Key == bucket.Key);

    public void Add(RateDecision decision)
    {
        _full = decision.Full;
        if (_full is not null) throw new ChatException(Refusal(_full));
        _standings.AddRange(decision.Standings);
    }

    /// <summary>What was given back is not told either.</summary>
    public void Forget(IReadOnlyList<RateBucket> buckets) =>
        _standings.RemoveAll(standing => buckets.Contains(standing.Bucket));

    private static ChatError Refusal(RateStanding full) =>
        new(ErrorCodes.RateLimited, $"Too many requests: the limit of the {full.Bucket.Name} is reached.")
        {
            Retryable = true,
            RetryAfter = full.Reset,
        };
}
