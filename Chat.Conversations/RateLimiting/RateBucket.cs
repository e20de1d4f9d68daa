namespace Chat.Conversations.RateLimiting;

/// <summary>Something that a request is counted against.</summary>
internal sealed record RateBucket(string Name, string Key, RateLimit Limit);

/// <summary>How a bucket stands after a request.</summary>
internal sealed record RateStanding(RateBucket Bucket, long Used, TimeSpan Reset)
{
    public long Remaining => Math.Max(0, Bucket.Limit.Requests - Used);
}

/// <summary>What became of a request: how its buckets stand now, and the one that refused it.</summary>
internal sealed record RateDecision(IReadOnlyList<RateStanding> Standings, RateStanding? Full);
