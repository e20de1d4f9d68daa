using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An application that its own entry point starts and stops; the test waits for the one and asks for the other.</summary>
internal sealed class EntryPointApplication(DistributedApplication inner, EntryPointRun run) : DistributedApplication(inner)
{
    // Services are gone once the entry point has returned.
    private readonly IHostApplicationLifetime _lifetime = inner.Services.GetRequiredService<IHostApplicationLifetime>();

    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var started = Task.Delay(Timeout.Infinite, _lifetime.ApplicationStarted);
        await Task.WhenAny(started, run.Ended).WaitAsync(cancellationToken);
        if (started.IsCompleted)
            return;

        await run.Ended;
        throw new InvalidOperationException("The entry point exited without starting the application.");
    }

    public override async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken);
        await run.Ended.WaitAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (!run.Ended.IsCompleted)
            _lifetime.StopApplication();
        return run.Ended.WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.DisposeAsync();
    }
}
