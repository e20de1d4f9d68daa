namespace Chat.Bench.Scenarios;

/// <summary>Something to measure; returns the exit code: 0 when the aims that it checks are met.</summary>
internal interface IScenario
{
    string Name { get; }

    Task<int> RunAsync(Arguments arguments, Target target, CancellationToken cancellationToken);
}
