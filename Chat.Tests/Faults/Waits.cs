namespace Chat.Tests.Faults;

/// <summary>How long writers waited, shortest first, and how many tries were refused.</summary>
internal sealed record Waits(IReadOnlyList<TimeSpan> Sorted, int Refused)
{
    public TimeSpan Longest => Sorted[^1];

    public override string ToString() =>
        $"{Sorted.Count} acknowledged, {Refused} refused; p50 {At(0.5):0} ms, p95 {At(0.95):0} ms, p99 {At(0.99):0} ms, "
        + $"longest {Longest.TotalMilliseconds:0} ms";

    private double At(double part) => Sorted[(int)((Sorted.Count - 1) * part)].TotalMilliseconds;
}
