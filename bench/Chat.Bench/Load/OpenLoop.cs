using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>
/// Calls at a given rate whether or not earlier ones were answered, so that a slow answer does not hide those that would
/// have waited behind it.
/// </summary>
internal static class OpenLoop
{
    private const int MostWaiting = 20_000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public static async Task<LoadResult> RunAsync(
        double rate, TimeSpan duration, Func<long, CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var (latencies, begun, running) = (new Latencies(), Stopwatch.StartNew(), new List<Task>());
        using var timer = new PeriodicTimer(Tick);
        for (long sent = 0; begun.Elapsed < duration; await timer.WaitForNextTickAsync(cancellationToken))
        {
            for (var due = (long)(begun.Elapsed.TotalSeconds * rate); sent < due; sent++)
                running.Add(CallAsync(sent));
            running.RemoveAll(one => one.IsCompletedSuccessfully);
            if (running.Count > MostWaiting) throw new BenchException($"{rate:F0} calls a second are too many for this system.");
        }

        await Task.WhenAll(running);
        return new LoadResult(latencies, begun.Elapsed);

        async Task CallAsync(long number)
        {
            var startedAt = Stopwatch.GetTimestamp();
            await call(number, cancellationToken);
            latencies.Add(startedAt);
        }
    }
}
