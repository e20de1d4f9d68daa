using Chat.Bench.Doors;
using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>Measures reading pages of history.</summary>
internal sealed class PageRun(IDoor door, Ground ground, int readers, TimeSpan duration)
{
    public const string Newest = "newest";
    public const string Any = "any";

    /// <summary>Gives a row of the scenario's table.</summary>
    public async Task<object?[]> MeasureAsync(string page, long stored, CancellationToken cancellationToken)
    {
        var messages = 0L;
        var result = await ClosedLoop.RunAsync(readers, duration, ReadAsync, cancellationToken);
        var times = result.Latencies;
        return
        [
            page, stored, result.Rate, times.Percentile(0.5), times.Percentile(0.95), times.Percentile(0.99),
            (double)messages / times.Count,
        ];

        async Task ReadAsync(long number, CancellationToken token)
        {
            var index = Random.Shared.Next(ground.Count);
            // Anywhere in what was sent to it by turns.
            long? before = page == Any ? Random.Shared.NextInt64(2, Math.Max(3, ground.Sent / ground.Count)) : null;
            Interlocked.Add(ref messages, await door.PageAsync(index, ground[index], before, token));
        }
    }
}
