namespace Aspire.Hosting.Running;

/// <summary>Starts and stops one instance, one run at a time.</summary>
internal sealed class InstanceSupervisor(ResourceInstance instance, RunServices services) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly InstanceOutput _output = new(instance, services.Logs, services.State);
    private InstanceRun? _run;
    private bool _disposed;

    public ResourceInstance Instance => instance;

    /// <summary>Returns once the process runs; fails when it cannot be started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        InstanceRun run;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // The end is told a moment before it is complete, and whoever heard of it may start the next run at once.
            if (_run is { IsOver: true })
                await _run.Completion;
            if (_run is null || _run.Completion.IsCompleted)
            {
                _run?.Dispose();
                _run = new InstanceRun(instance, services, _output);
            }

            run = _run;
        }
        finally
        {
            _gate.Release();
        }

        await run.Started.WaitAsync(cancellationToken);
    }

    /// <summary>Returns once the process is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_run is not null)
                await _run.StopAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        await StopAsync(CancellationToken.None);
        _disposed = true;
        services.Logs.Complete(instance.Id);
        _run?.Dispose();
        _output.Dispose();
        _gate.Dispose();
    }
}
