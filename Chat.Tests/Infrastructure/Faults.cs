using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Chat.Tests.Infrastructure;

/// <summary>Breaks running resources the hard way, whether they are processes or containers.</summary>
public sealed class Faults(DistributedApplication app, ResourceLogs logs)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>The running instances of a resource, by their ids.</summary>
    public async Task<IReadOnlyList<string>> InstancesAsync(string resource, int count, CancellationToken cancellationToken)
    {
        var running = new HashSet<string>();
        await foreach (var change in app.ResourceNotifications.WatchAsync(cancellationToken).WithCancellation(cancellationToken))
        {
            if (change.Resource.Name == resource && change.Snapshot.State?.Text == KnownResourceStates.Running)
                running.Add(change.ResourceId);
            if (running.Count == count)
                break;
        }

        return [.. running.Order(StringComparer.Ordinal)];
    }

    /// <summary>kill -9, and waits until the host has seen it.</summary>
    public async Task KillAsync(string resource, CancellationToken cancellationToken)
    {
        var instance = State(resource);
        if (Property(instance, "container.id") is { } container)
            await RunAsync("docker", ["kill", container], cancellationToken);
        else
            Process.GetProcessById(Pid(instance)).Kill(entireProcessTree: true);
        await app.ResourceNotifications.WaitForResourceAsync(
            resource, change => change.Snapshot.State?.Text != KnownResourceStates.Running, cancellationToken)
            .WaitAsync(s_limit, cancellationToken);
    }

    /// <summary>kill -9 of one instance of several, by its id.</summary>
    public Task KillProcessOfAsync(string instance, CancellationToken cancellationToken)
    {
        Process.GetProcessById(Pid(StateOf(instance))).Kill(entireProcessTree: true);
        return app.ResourceNotifications.WaitForResourceAsync(
            StateOf(instance).Resource.Name,
            change => change.ResourceId == instance && change.Snapshot.State?.Text != KnownResourceStates.Running,
            cancellationToken).WaitAsync(s_limit, cancellationToken);
    }

    /// <summary>Stops the resource without telling it: it holds its connections and answers nothing.</summary>
    public Task FreezeAsync(string resource, CancellationToken cancellationToken) =>
        SignalAsync(State(resource), "STOP", "pause", cancellationToken);

    public Task ThawAsync(string resource, CancellationToken cancellationToken) =>
        SignalAsync(State(resource), "CONT", "unpause", cancellationToken);

    /// <summary>Freezes one instance of several, by its id.</summary>
    public Task FreezeProcessOfAsync(string instance, CancellationToken cancellationToken) =>
        SignalAsync(StateOf(instance), "STOP", "pause", cancellationToken);

    public Task ThawProcessOfAsync(string instance, CancellationToken cancellationToken) =>
        SignalAsync(StateOf(instance), "CONT", "unpause", cancellationToken);

    /// <summary>Runs <c>start</c>, <c>stop</c> or <c>restart</c>.</summary>
    public async Task CommandAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var result = await app.ResourceCommands.ExecuteCommandAsync(State(resource).ResourceId, command, cancellationToken);
        Assert.True(result.Success, $"{command} {resource} failed. {logs.Tail(20)}");
    }

    public async Task StartAsync(string resource, CancellationToken cancellationToken)
    {
        await CommandAsync(resource, "start", cancellationToken);
        await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, cancellationToken).WaitAsync(s_limit, cancellationToken);
    }

    private static async Task SignalAsync(ResourceEvent instance, string signal, string verb, CancellationToken cancellationToken)
    {
        if (Property(instance, "container.id") is { } container)
            await RunAsync("docker", [verb, container], cancellationToken);
        else
            await RunAsync("kill", [$"-{signal}", .. ProcessTree.Of(Pid(instance)).Select(Text)], cancellationToken);
    }

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    private ResourceEvent StateOf(string instance) =>
        app.ResourceNotifications.TryGetCurrentState(instance, out var state)
            ? state
            : throw new InvalidOperationException($"There is no {instance}.");

    private ResourceEvent State(string resource) =>
        app.ResourceNotifications.TryGetCurrentState(resource, out var instance)
            ? instance
            : throw new InvalidOperationException($"{resource} has no single instance.");

    private static int Pid(ResourceEvent instance) =>
        int.Parse(Property(instance, "executable.pid") ?? throw new InvalidOperationException($"{instance.ResourceId} has no process."),
            CultureInfo.InvariantCulture);

    private static string? Property(ResourceEvent instance, string name) =>
        instance.Snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value?.ToString();

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
