using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the last snapshot of every instance and tells whoever watches about changes.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ILogger<ResourceNotificationService> _logger;
    private readonly CancellationTokenSource _disposing = new();
    private readonly ConcurrentDictionary<string, ResourceEvent> _latest = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> _watchers = [];
    private readonly Lock _gate = new();
    private long _version;

    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime)
    {
        _logger = logger;
        hostApplicationLifetime.ApplicationStopped.Register(_disposing.Cancel);
    }

    internal WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.StopOnResourceUnavailable;

    /// <summary>What commands look into to decide whether they can be used.</summary>
    internal IServiceProvider? Services { get; init; }

    public Task WaitForResourceAsync(
        string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var targets = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
            resourceName, e => e.Snapshot.State?.Text is { } state && targets.Contains(state), cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (Names(change, resourceName) && predicate(change))
                return change;
        }

        throw new OperationCanceledException(
            $"The operation was cancelled before the resource '{resourceName}' met the predicate condition.");
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(
            resourceName,
            e => DependencyWaiter.IsReady(e.Snapshot) ||
                 (waitBehavior == WaitBehavior.StopOnResourceUnavailable && e.Snapshot.IsTerminal()),
            cancellationToken);

        if (!DependencyWaiter.IsReady(reached.Snapshot))
            throw new DistributedApplicationException(
                $"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start " +
                $"({reached.Snapshot.State?.Text}). {reached.Snapshot.FindProperty(KnownProperties.Reason)}".TrimEnd());

        await reached.Snapshot.Ready!.WaitAsync(cancellationToken);
        return reached;
    }

    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        new DependencyWaiter(this).WaitAsync(resource, resource.Name, cancellationToken);

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        if (_latest.TryGetValue(resourceId, out resourceEvent))
            return true;

        var instances = _latest.Values.Where(e => Names(e, resourceId)).Take(2).ToArray();
        resourceEvent = instances.Length == 1 ? instances[0] : null;
        return resourceEvent is not null;
    }

    /// <summary>First every instance as it is now, then each change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            _watchers.Add(channel);
            foreach (var current in _latest.Values.OrderBy(e => e.Snapshot.Version))
                channel.Writer.TryWrite(current);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(either.Token))
                yield return change;
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(channel);
        }
    }

    public Task PublishUpdateAsync(
        IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in ResourceIds.Of(resource))
            PublishUpdateAsync(resource, id, stateFactory);
        return Task.CompletedTask;
    }

    public Task PublishUpdateAsync(
        IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ResourceEvent? before;
        ResourceEvent after;
        lock (_gate)
        {
            before = _latest.GetValueOrDefault(resourceId);
            var snapshot = stateFactory(before?.Snapshot ?? InitialSnapshot.Of(resource)) with { Version = ++_version };
            if (Services is not null)
                snapshot = snapshot with { Commands = CommandSnapshots.Of(resource, snapshot, Services) };
            _latest[resourceId] = after = new ResourceEvent(resource, resourceId, snapshot);
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(after);
        }

        if (after.Snapshot.State?.Text is { } state && before?.Snapshot.State?.Text != state)
            _logger.StateChanged(resourceId, before?.Snapshot.State?.Text, state);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    internal IReadOnlyList<ResourceEvent> CurrentStates(IResource resource) =>
        [.. ResourceIds.Of(resource).Select(id => _latest.GetValueOrDefault(id)).OfType<ResourceEvent>()];

    private static bool Names(ResourceEvent change, string nameOrId) =>
        string.Equals(change.Resource.Name, nameOrId, StringComparison.OrdinalIgnoreCase) ||
        string.Equals(change.ResourceId, nameOrId, StringComparison.OrdinalIgnoreCase);
}
