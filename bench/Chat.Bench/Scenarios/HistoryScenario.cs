using Chat.Bench.Doors;
using Chat.Bench.Load;
using Chat.Bench.Measuring;
using Chat.Bench.Reports;

namespace Chat.Bench.Scenarios;

/// <summary>How long pages of history take, and sends, while the stored messages grow from few to many.</summary>
internal sealed class HistoryScenario : IScenario
{
    private const int Fillers = 256;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    public string Name => "history";

    public async Task<int> RunAsync(Arguments arguments, Target target, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds", 10));
        var (readers, conversations) = (arguments.Number("readers", 8), arguments.Number("conversations", 1000));
        await using var database = target.OpenDatabase();
        var users = new Users(target.SigningKey, SendScenario.UserCount, TimeProvider.System);
        using var door = DoorOptions.Open(arguments, target, users);
        var (ground, log) = (new Ground(door), new LogCounter(database));
        await log.CheckDurabilityAsync(cancellationToken);
        var run = new SendRun(users.Tenant, ground, log, new CpuMeter(target.Processes), duration);
        var pages = new PageRun(door, ground, readers, duration);
        await run.WarmUpAsync(readers, cancellationToken);
        await ground.GrowAsync(conversations, cancellationToken);

        var (reads, sends) = (NewTable(), SendRun.NewTable("send"));
        foreach (var size in arguments.Numbers("sizes", Sizes))
        {
            var missing = size - await log.MessagesAsync(cancellationToken);
            await ground.FillAsync(missing, Fillers, cancellationToken);
            await run.MeasureAsync(conversations, arguments.Number("writers", 64), sends, cancellationToken);
            foreach (var page in new[] { PageRun.Newest, PageRun.Any })
                reads.Add(await pages.MeasureAsync(page, await log.MessagesAsync(cancellationToken), cancellationToken));
        }

        reads.PrintHead();
        reads.PrintRows();
        sends.PrintJson(("conversations", conversations));
        reads.PrintJson(("conversations", conversations), ("readers", readers), ("door", arguments.Text("door", "grpc")));
        return 0;
    }

    private static Table NewTable() => new(
        "history", ("page", ""), ("stored", "F0"), ("pages/s", "F0"), ("p50 ms", "F1"), ("p95 ms", "F1"), ("p99 ms", "F1"),
        ("messages", "F1"));
}
