using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Hosting;

/// <summary>That what the tests break is broken.</summary>
public sealed class FaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FreezeAndThaw_ReachTheChildrenOfAWrapper()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            AssemblyName = typeof(Projects.Chat_AppHost).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        // A wrapper that waits for the service which it started, as `dotnet run` does.
        builder.AddExecutable("wrapped", "sh", ".", "-c", "sh -c 'sleep 600; true' & wait");
        await using var app = builder.Build();
        await app.StartAsync(Cancel);
        await app.ResourceNotifications.WaitForResourceAsync("wrapped", KnownResourceStates.Running, Cancel);
        await using var logs = new ResourceLogs();
        var faults = new Chat.Tests.Infrastructure.Faults(app, logs);
        var wrapper = Pid(app);
        await Eventually.HoldsAsync(() => ProcessTree.Of(wrapper).Count == 3, TimeSpan.FromSeconds(10), Cancel);
        var all = ProcessTree.Of(wrapper);

        await faults.FreezeAsync("wrapped", Cancel);
        await Eventually.HoldsAsync(() => all.All(pid => ProcessTree.StateOf(pid) == "T"), TimeSpan.FromSeconds(10), Cancel);
        await faults.ThawAsync("wrapped", Cancel);
        await Eventually.HoldsAsync(() => all.All(pid => ProcessTree.StateOf(pid) == "S"), TimeSpan.FromSeconds(10), Cancel);
        await faults.KillAsync("wrapped", Cancel);

        await Eventually.HoldsAsync(
            () => all.All(pid => ProcessTree.StateOf(pid) is null or "Z"), TimeSpan.FromSeconds(10), Cancel);
    }

    private static int Pid(DistributedApplication app)
    {
        Assert.True(app.ResourceNotifications.TryGetCurrentState("wrapped", out var state));
        var pid = state.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value;
        return Convert.ToInt32(pid, CultureInfo.InvariantCulture);
    }
}
