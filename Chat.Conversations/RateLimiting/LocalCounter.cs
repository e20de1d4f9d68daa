namespace Chat.Conversations.RateLimiting;

/// <summary>Counts in this process while Redis is away: the same numbers, for each replica by itself.</summary>
internal sealed class LocalCounter(TimeProvider time)
{
    /// <summary>Beyond so many counters those whose window is over are dropped.</summary>
    private const int MostCounters = 50_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Counter> _counters = [];

    public RateDecision Take(IReadOnlyList<RateBucket> buckets)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_counters.Count > MostCounters) DropOld(now);
            var counters = buckets.Select(b => (Bucket: b, Counter: Find(b, now))).ToList();
            var full = counters.FirstOrDefault(c => c.Counter.Used >= c.Bucket.Limit.Requests);
            if (full.Bucket is not null) return new RateDecision([], Standing(full.Bucket, full.Counter, now));
            foreach (var (_, counter) in counters) counter.Used++;
            return new RateDecision([.. counters.Select(c => Standing(c.Bucket, c.Counter, now))], Full: null);
        }
    }

    public void GiveBack(IReadOnlyList<RateBucket> buckets)
    {
        lock (_gate)
        {
            foreach (var bucket in buckets)
                if (_counters.TryGetValue(bucket.Key, out var counter) && counter.Used > 0) counter.Used--;
        }
    }

    private Counter Find(RateBucket bucket, DateTimeOffset now)
    {
        if (_counters.TryGetValue(bucket.Key, out var counter) && counter.EndsAt > now) return counter;
        return _counters[bucket.Key] = new Counter { EndsAt = now + bucket.Limit.Window };
    }

    private void DropOld(DateTimeOffset now)
    {
        foreach (var key in _counters.Where(c => c.Value.EndsAt <= now).Select(c => c.Key).ToList()) _counters.Remove(key);
        // All of them still run: forgetting is better than growing without bound.
        if (_counters.Count > MostCounters) _counters.Clear();
    }

    private static RateStanding Standing(RateBucket bucket, Counter counter, DateTimeOffset now) =>
        new(bucket, counter.Used, counter.EndsAt - now);

    /// <summary>What was used of a window.</summary>
    private sealed class Counter
    {
        public required DateTimeOffset EndsAt { get; init; }

        public long Used { get; set; }
    }
}
