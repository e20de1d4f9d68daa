using System.Diagnostics;

namespace Chat.Bench.Load;

/// <summary>Callers that ask again as soon as they were answered: finds the greatest rate.</summary>
internal static class ClosedLoop
{
    /// <param name="callers">How many ask at once.</param>
    /// <param name="duration">After this no call is begun.</param>
    /// <param name="call">Gets the number of the call, counted over all callers.</param>
    /// <param name="cancellationToken">Ends it without a result.</param>
    public static async Task<LoadResult> RunAsync(
        int callers, TimeSpan duration, Func<long, CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.StartNew();
        return await RunAsync(callers, _ => begun.Elapsed < duration, call, cancellationToken);
    }

    /// <summary>As many calls as asked for, however long that takes.</summary>
    public static Task<LoadResult> RunAsync(
        int callers, long calls, Func<long, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        RunAsync(callers, number => number < calls, call, cancellationToken);

    private static async Task<LoadResult> RunAsync(
        int callers, Func<long, bool> goesOn, Func<long, CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var (latencies, begun, next) = (new Latencies(), Stopwatch.StartNew(), -1L);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync, cancellationToken)));
        return new LoadResult(latencies, begun.Elapsed);

        async Task CallAsync()
        {
            while (Interlocked.Increment(ref next) is var number && goesOn(number))
            {
                var startedAt = Stopwatch.GetTimestamp();
                await call(number, cancellationToken);
                latencies.Add(startedAt);
            }
        }
    }
}
