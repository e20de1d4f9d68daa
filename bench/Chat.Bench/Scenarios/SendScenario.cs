using Chat.Bench.Doors;
using Chat.Bench.Load;
using Chat.Bench.Measuring;

namespace Chat.Bench.Scenarios;

/// <summary>
/// How fast messages are acknowledged, over one to many conversations, against transactions of one message in the same
/// database in the same run.
/// </summary>
internal sealed class SendScenario : IScenario
{
    public const int UserCount = 500;

    private static readonly int[] Conversations = [1, 10, 100, 1000];

    public string Name => "send";

    public async Task<int> RunAsync(Arguments arguments, Target target, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds", 10));
        var writers = arguments.Number("writers", 64);
        await using var database = target.OpenDatabase();
        var users = new Users(target.SigningKey, UserCount, TimeProvider.System);
        using var door = DoorOptions.Open(arguments, target, users);
        var log = new LogCounter(database);
        await log.CheckDurabilityAsync(cancellationToken);
        var run = new SendRun(users.Tenant, new Ground(door), log, new CpuMeter(target.Processes), duration);
        await run.WarmUpAsync(writers, cancellationToken);

        var single = await SingleRow.MeasureAsync(database, writers, duration, cancellationToken);
        var table = SendRun.NewTable(Name);
        var alone = await run.MeasureAloneAsync(table, cancellationToken);
        var best = 0d;
        foreach (var count in arguments.Numbers("conversations", Conversations))
            best = Math.Max(best, await run.MeasureAsync(count, writers, table, cancellationToken));
        Compare(best, alone, single, writers);
        table.PrintJson(
            ("writers", writers), ("door", arguments.Text("door", "grpc")), ("best", best), ("alone", alone),
            ("singleRow", single.One), ("singleRowMany", single.Many), ("singleMessageMany", single.Whole));
        return 0;
    }

    private static void Compare(double best, double alone, SingleRow single, int writers)
    {
        Console.WriteLine();
        Console.WriteLine($"the best rate, {best:F0} messages a second, is");
        Tell(alone, "the same system with one writer, so one message a transaction");
        Tell(single.One, "one message row a transaction, one connection");
        Tell(single.Many, $"one message row a transaction, {writers} connections");
        Tell(single.Whole, $"one message with all its rows a transaction, {writers} connections");

        void Tell(double rate, string what) => Console.WriteLine($"  {best / rate:F2} times {what} ({rate:F0}/s)");
    }
}
