using Chat.Bench.Load;
using Chat.Bench.Measuring;
using Chat.Bench.Reports;

namespace Chat.Bench.Scenarios;

/// <summary>Measures sending to a number of conversations: first as fast as it goes, then at half that rate.</summary>
internal sealed class SendRun(string tenant, Ground ground, LogCounter log, CpuMeter cpu, TimeSpan duration)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static Table NewTable(string scenario)
    {
        var table = new Table(
            scenario, ("convs", "F0"), ("load", ""), ("stored", "F0"), ("msg/s", "F0"), ("p50 ms", "F1"), ("p95 ms", "F1"),
            ("p99 ms", "F1"), ("commits/s", "F0"), ("per commit", "F1"), ("conv cpu", "F2"), ("db cpu", "F2"), ("gw cpu", "F2"));
        Console.WriteLine("cpu: seconds per 1,000 messages");
        table.PrintHead();
        return table;
    }

    public async Task WarmUpAsync(int writers, CancellationToken cancellationToken)
    {
        await ground.GrowAsync(writers, cancellationToken);
        await ClosedLoop.RunAsync(writers, WarmUp, (n, token) => ground.SendAsync(n, ground.Count, token), cancellationToken);
    }

    /// <summary>One writer: adds a row to the table and returns the rate.</summary>
    public Task<double> MeasureAloneAsync(Table table, CancellationToken cancellationToken) => RowAsync(
        table, "alone", 1, () => ClosedLoop.RunAsync(1, duration, Send(1), cancellationToken), cancellationToken);

    /// <summary>Adds two rows to the table and returns the greatest rate.</summary>
    public async Task<double> MeasureAsync(int conversations, int writers, Table table, CancellationToken cancellationToken)
    {
        await ground.GrowAsync(conversations, cancellationToken);
        var send = Send(conversations);
        var most = await RowAsync(
            table, "most", conversations, () => ClosedLoop.RunAsync(writers, duration, send, cancellationToken), cancellationToken);
        await RowAsync(
            table, "half", conversations, () => OpenLoop.RunAsync(most / 2, duration, send, cancellationToken), cancellationToken);
        return most;
    }

    private Func<long, CancellationToken, Task> Send(int conversations) =>
        (number, token) => ground.SendAsync(number, conversations, token);

    private async Task<double> RowAsync(
        Table table, string load, int conversations, Func<Task<LoadResult>> run, CancellationToken cancellationToken)
    {
        var (stored, from) = (await log.MessagesAsync(cancellationToken), await log.NowAsync(cancellationToken));
        cpu.Start();
        var result = await run();
        var used = cpu.Stop();
        var (_, commits) = await log.CountAsync(tenant, from, await log.NowAsync(cancellationToken), cancellationToken);
        var times = result.Latencies;
        table.Add(
            conversations, load, stored, result.Rate, times.Percentile(0.5), times.Percentile(0.95), times.Percentile(0.99),
            commits / result.Elapsed.TotalSeconds, (double)times.Count / commits,
            Each(used, "conversations", times.Count), Each(used, "postgres", times.Count), Each(used, "gateway", times.Count));
        table.PrintLast();
        return result.Rate;
    }

    private static double? Each(IReadOnlyDictionary<string, double> used, string resource, int messages) =>
        used.TryGetValue(resource, out var seconds) ? seconds * 1000 / messages : null;
}
