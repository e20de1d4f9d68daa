using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Running;

/// <summary>Waits for a process that chooses its own port to say which.</summary>
internal sealed class PortAnnouncement(ResourceInstance instance, ProcessSpec spec)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Read(string line)
    {
        if (spec.ReadAnnouncedPort?.Invoke(line) is { } port)
            _port.TrySetResult(port);
    }

    public async Task WaitAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        if (spec.ReadAnnouncedPort is null)
            return;

        try
        {
            await Task.WhenAny(_port.Task, process.Exited).WaitAsync(Timeout, cancellationToken);
        }
        catch
        {
            process.Dispose();
            throw;
        }

        if (!_port.Task.IsCompleted)
            throw new DistributedApplicationException(
                $"'{instance.Resource.Name}' ended with exit code {await process.Exited} before it listened.");

        foreach (var endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>())
            instance.Ports.Set(endpoint.Name, await _port.Task);
    }
}
