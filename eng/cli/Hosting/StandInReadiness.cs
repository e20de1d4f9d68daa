namespace Chat.Cli.Hosting;

/// <summary>Readiness in restricted mode: each resource of state.json is ready.</summary>
internal sealed class StandInReadiness : IReadiness
{
    private readonly HashSet<string> told = [];

    public Task<Endpoints?> CheckAsync(CancellationToken cancellationToken)
    {
        var state = SystemState.Read();
        if (state is null)
            return Task.FromResult<Endpoints?>(null);
        foreach (var resource in state.Resources.Where(one => one.IsReady))
            Tell(resource);
        if (state.Resources.FirstOrDefault(one => one.HasFailed) is { } failed)
            throw new CliException($"{failed.Title} failed{Because(failed)}");
        return Task.FromResult(state.Resources.All(one => one.IsReady) ? From(state) : null);
    }

    public IEnumerable<string> Missing() => SystemState.Read() is { } state
        ? state.Resources.Where(one => !one.IsReady).Select(one => $"{one}  {one.Log}".TrimEnd())
        : [$"the AppHost has told nothing yet  {AppHostProcess.Log}"];

    // Values (parameters, connection strings) are not worth a line, and a reason is told once.
    private void Tell(ResourceState resource)
    {
        if (resource.IsUnavailable && told.Add(resource.Reason ?? ""))
            Console.WriteLine($"chat: {resource.Title} is unavailable: {resource.Reason}");
        else if (!resource.IsUnavailable && resource.Log is not null && told.Add(resource.Title))
            Console.WriteLine($"chat: {resource.Title} is {(resource.State == "Running" ? "ready" : "done")}.");
    }

    private static Endpoints? From(SystemState state) => state.Gateway is { } gateway
        ? new Endpoints(gateway, state.Dashboard, state.Resources.Where(one => one.Address is not null)
            .GroupBy(one => one.Name)
            .ToDictionary(group => group.Key, group => group.Select(one => one.Address!).Distinct().ToArray()))
        : null;

    private static string Because(ResourceState resource) =>
        $": {resource.Reason ?? $"exit code {resource.ExitCode}"}{(resource.Log is null ? "" : $" See {resource.Log}")}";
}
