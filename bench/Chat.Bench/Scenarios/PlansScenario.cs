using Chat.Bench.Doors;
using Chat.Bench.Load;
using Chat.Bench.Measuring;
using Chat.Bench.Reports;

namespace Chat.Bench.Scenarios;

/// <summary>
/// Asks everything that applications ask of a large system and looks at what the database read for it: no large table may
/// be read from end to end, by a request or by what it sets off.
/// </summary>
internal sealed class PlansScenario : IScenario
{
    private const int Journeys = 20;
    private const int Fillers = 256;

    /// <summary>Smaller tables are rightly read whole.</summary>
    private const int Large = 10_000;

    public string Name => "plans";

    public async Task<int> RunAsync(Arguments arguments, Target target, CancellationToken cancellationToken)
    {
        var messages = arguments.Number("messages", 1_000_000);
        await using var database = target.OpenDatabase();
        var users = new Users(target.SigningKey, SendScenario.UserCount, TimeProvider.System);
        using var fill = new GrpcDoor(target.Conversations, users);
        var (ground, log) = (new Ground(fill), new LogCounter(database));
        await ground.GrowAsync(arguments.Number("conversations", 10_000), cancellationToken);
        await ground.FillAsync(
            Math.Max(10 * ground.Count, messages - await log.MessagesAsync(cancellationToken)), Fillers, cancellationToken);

        using var rest = new RestDoor(target.Gateway, users);
        var meter = new ReadMeter(database);
        await ReadMeter.SettleAsync(cancellationToken);
        var table = new Table(
            Name, ("what", ""), ("calls", "F0"), ("rows/call", "F1"), ("large tables read whole", ""));
        foreach (var step in Journey.Steps)
            table.Add(await MeasureAsync(step, new Journey(rest, ground), meter, cancellationToken));
        table.PrintHead();
        table.PrintRows();
        table.PrintJson(("stored", await log.MessagesAsync(cancellationToken)));
        return table.Any(row => row["large tables read whole"] is not "") ? 1 : 0;
    }

    private static async Task<object?[]> MeasureAsync(
        JourneyStep step, Journey journey, ReadMeter meter, CancellationToken cancellationToken)
    {
        var before = await meter.ReadAsync(cancellationToken);
        for (var i = 0; i < Journeys; i++) await step.Run(journey, i, cancellationToken);
        await ReadMeter.SettleAsync(cancellationToken);
        var after = await meter.ReadAsync(cancellationToken);
        var whole = after.Values.Where(t => t.Rows > Large && t.Scans > before[t.Name].Scans).Select(t => t.Name);
        var rows = after.Values.Sum(t => t.Read) - before.Values.Sum(t => t.Read);
        return [step.Name, Journeys, (double)rows / Journeys, string.Join(' ', whole.Order())];
    }
}
