namespace Chat.Bench.Load;

/// <summary>What a stretch of load did and how long its calls took.</summary>
internal sealed record LoadResult(Latencies Latencies, TimeSpan Elapsed)
{
    /// <summary>Calls per second.</summary>
    public double Rate => Latencies.Count / Elapsed.TotalSeconds;
}
