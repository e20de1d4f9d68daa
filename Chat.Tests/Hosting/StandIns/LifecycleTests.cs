using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Hosting.StandIns;

/// <summary>How processes start, end and wait for each other.</summary>
public sealed class LifecycleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitForCompletion_StartsAfterTheOtherSucceeded()
    {
        var builder = ModelEnvironment.NewBuilder();
        var first = Shell(builder, "first", "exit 0");
        Shell(builder, "second", "exit 3").WaitForCompletion(first);
        await using var app = await StartAsync(builder);

        var second = await EndOfAsync(app, "second");

        Assert.Equal(3, second.ExitCode);
        Assert.Equal(KnownResourceStates.Finished, second.State?.Text);
    }

    [Fact]
    public async Task WaitForCompletion_FailsWhenTheOtherFailed()
    {
        var builder = ModelEnvironment.NewBuilder();
        var first = Shell(builder, "first", "exit 5");
        Shell(builder, "second", "exit 0").WaitForCompletion(first);
        await using var app = await StartAsync(builder);

        var second = await EndOfAsync(app, "second");

        Assert.Equal(KnownResourceStates.FailedToStart, second.State?.Text);
    }

    [Fact]
    public async Task ExplicitStart_WaitsForTheCommand()
    {
        var builder = ModelEnvironment.NewBuilder();
        Shell(builder, "later", "sleep 600").WithExplicitStart();
        await using var app = await StartAsync(builder);
        await app.ResourceNotifications.WaitForResourceAsync("later", KnownResourceStates.NotStarted, Cancel);

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("later", "start", Cancel)).Success);
        await app.ResourceNotifications.WaitForResourceAsync("later", KnownResourceStates.Running, Cancel);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("later", "stop", Cancel)).Success);
        await app.ResourceNotifications.WaitForResourceAsync("later", KnownResourceStates.TerminalStates, Cancel);
    }

    [Fact]
    public async Task Output_IsKeptWithItsErrors()
    {
        var builder = ModelEnvironment.NewBuilder();
        var talker = Shell(builder, "talker", "echo \"said $WORD\"; echo oops >&2").WithEnvironment("WORD", "hello");
        await using var app = await StartAsync(builder);

        var lines = new List<LogLine>();
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.WatchAsync(talker.Resource).WithCancellation(Cancel))
        {
            lines.AddRange(batch);
            if (lines.Count >= 2)
                break;
        }

        Assert.Contains(lines, l => l.Content.EndsWith("said hello", StringComparison.Ordinal) && !l.IsErrorMessage);
        Assert.Contains(lines, l => l.Content.EndsWith("oops", StringComparison.Ordinal) && l.IsErrorMessage);
    }

    private static IResourceBuilder<ExecutableResource> Shell(
        IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", ".", "-c", script);

    private static async Task<DistributedApplication> StartAsync(IDistributedApplicationBuilder builder)
    {
        var app = builder.Build();
        await app.StartAsync(Cancel);
        return app;
    }

    private static async Task<CustomResourceSnapshot> EndOfAsync(DistributedApplication app, string name)
    {
        var end = await app.ResourceNotifications.WaitForResourceAsync(
            name, e => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text ?? string.Empty), Cancel);
        return end.Snapshot;
    }
}
