using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>How long each call took; all are kept, so that the percentiles are exact.</summary>
internal sealed class Latencies
{
    private readonly Lock _gate = new();
    private readonly List<long> _ticks = [];
    private long[]? _sorted;

    public int Count => _ticks.Count;

    public void Add(long startedAt)
    {
        var took = Stopwatch.GetTimestamp() - startedAt;
        lock (_gate) _ticks.Add(took);
    }

    /// <summary>In milliseconds, once all calls have ended.</summary>
    public double Percentile(double share)
    {
        _sorted ??= [.. _ticks.Order()];
        if (_sorted.Length == 0) return double.NaN;
        var index = (int)Math.Ceiling(share * _sorted.Length) - 1;
        return Stopwatch.GetElapsedTime(0, _sorted[Math.Max(0, index)]).TotalMilliseconds;
    }
}
