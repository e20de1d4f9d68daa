namespace Chat.Bench.Scenarios;

/// <summary>All scenarios.</summary>
internal static class ScenarioTable
{
    private static readonly IScenario[] All = [new SendScenario(), new HistoryScenario(), new PlansScenario()];

    public static IScenario Find(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw new BenchException($"there is no '{name}'; one of: {string.Join(", ", All.Select(one => one.Name))}.");
}
