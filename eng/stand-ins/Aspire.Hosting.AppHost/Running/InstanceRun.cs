using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Networking;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running;

/// <summary>One life of an instance: wait, start, run, end.</summary>
internal sealed class InstanceRun : IDisposable
{
    private static readonly TimeSpan OutputDrain = TimeSpan.FromSeconds(1);

    private readonly ResourceInstance _instance;
    private readonly RunServices _services;
    private readonly InstanceOutput _output;
    private readonly InstanceStates _states;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;

    public InstanceRun(ResourceInstance instance, RunServices services, InstanceOutput output)
    {
        _instance = instance;
        _services = services;
        _output = output;
        _states = new InstanceStates(instance, services.Notifications);
        Completion = Task.Run(ExecuteAsync);
    }

    public Task Started => _started.Task;

    public Task Completion { get; }

    /// <summary>The process is gone, or never came.</summary>
    public bool IsOver => _isOver;

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Completion;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task ExecuteAsync()
    {
        try
        {
            await WaitAsync(_stopping.Token);
            using var process = await LaunchAsync(_stopping.Token);
            _started.TrySetResult();
            await SuperviseAsync(process);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _isOver = true;
            await _states.EndedAsync(exitCode: null, wasStopped: true);
            _started.TrySetCanceled();
        }
        catch (Exception exception)
        {
            _isOver = true;
            _output.Add(exception.Message, isError: true);
            await _states.FailedAsync(exception.Message);
            _started.TrySetException(exception);

            // Nobody need be waiting for the start; the state tells of the failure.
            _ = _started.Task.Exception;
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _states.ResetAsync();
        await new DependencyWaiter(_services.Notifications).WaitAsync(_instance.Resource, _instance.Id, cancellationToken);
        await _services.Eventing.PublishAsync(
            new BeforeResourceStartedEvent(_instance.Resource, _services.Provider), cancellationToken);
    }

    private async Task<ChildProcess> LaunchAsync(CancellationToken cancellationToken)
    {
        await _states.StartingAsync();
        EndpointAllocator.RenewTargetPorts(_instance);
        var spec = await _services.Launchers.For(_instance.Resource).PrepareAsync(_instance, cancellationToken);

        var announcement = new PortAnnouncement(_instance, spec);
        var process = await ChildProcess.StartAsync(spec, (line, isError) =>
        {
            announcement.Read(line);
            _output.Add(line, isError);
        });

        await announcement.WaitAsync(process, cancellationToken);
        _instance.IsAlive = true;
        await _states.RunningAsync(spec, process.Id);
        return process;
    }

    private async Task SuperviseAsync(ChildProcess process)
    {
        var stopRequested = Task.Delay(Timeout.Infinite, _stopping.Token);
        await Task.WhenAny(process.Exited, stopRequested);
        _instance.IsAlive = false;

        var wasStopped = !process.Exited.IsCompleted;
        if (wasStopped)
        {
            await _states.StoppingAsync();
            await process.StopAsync();
        }

        _isOver = true;
        await process.Output.WaitAsync(OutputDrain).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _states.EndedAsync(await process.Exited, wasStopped);
        await AnnounceStopAsync();
    }

    private async Task AnnounceStopAsync()
    {
        if (_services.Notifications.TryGetCurrentState(_instance.Id, out var last))
            await _services.Eventing.PublishAsync(
                new ResourceStoppedEvent(_instance.Resource, _services.Provider, last), CancellationToken.None);
    }
}
