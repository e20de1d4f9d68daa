using Chat.Contracts.Errors;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.RateLimiting;

/// <summary>What one call of a user or an agent was counted against so far.</summary>
internal sealed class CountedCall(Caller caller)
{
    private readonly List<RateBucket> _taken = [];

    public Caller Caller { get; } = caller;

    /// <summary>The bucket that is nearest to its end, or the one that refused the call.</summary>
    public RateStanding? Tightest { get; private set; }

    public bool IsRefused { get; private set; }

    public IReadOnlyList<RateBucket> Taken => _taken;

    public bool Has(RateBucket bucket) => _taken.Exists(taken => taken.Key == bucket.Key);

    public void Add(IEnumerable<RateBucket> buckets, RateDecision decision)
    {
        IsRefused = decision.Refused;
        if (IsRefused || Tightest is null || decision.Tightest.Remaining < Tightest.Remaining) Tightest = decision.Tightest;
        if (IsRefused) throw new ChatException(Refusal(decision.Tightest));
        _taken.AddRange(buckets);
    }

    private static ChatError Refusal(RateStanding full) =>
        new(ErrorCodes.RateLimited, $"Too many requests: the limit of the {full.Bucket.Name} is reached.")
        {
            Retryable = true,
            RetryAfter = full.Reset,
        };
}
