using Chat.Bench;
using Chat.Bench.Scenarios;

// Runs one scenario against a system that is up; `./chat bench SCENARIO` says where it is. Prints a table for people, then
// one JSON line for programs.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    var arguments = Arguments.Parse(args);
    return await ScenarioTable.Find(arguments.Scenario).RunAsync(arguments, Target.FromEnvironment(), stop.Token);
}
catch (BenchException failure)
{
    Console.Error.WriteLine($"bench: {failure.Message}");
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
