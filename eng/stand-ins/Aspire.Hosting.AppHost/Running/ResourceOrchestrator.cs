using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;
using Aspire.Hosting.Networking;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Brings every resource of the model to life, and ends them in order.</summary>
internal sealed class ResourceOrchestrator(
    DistributedApplicationModel model,
    RunServices services,
    EndpointAllocator allocator,
    PassiveResources passive,
    ResourcePreparation preparation,
    ILogger<ResourceOrchestrator> logger) : IHostedService, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, InstanceSupervisor> _supervisors = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _starts = [];
    private bool _isDisposed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var resources = model.Resources.ToList();
        await preparation.PrepareAsync(resources, cancellationToken);
        var allocated = await AllocateAsync(resources);
        await services.Eventing.PublishAsync(new AfterEndpointsAllocatedEvent(services.Provider, model), cancellationToken);

        foreach (var resource in allocated)
            _starts.Add(BringUpAsync(resource, _stopping.Token));
        await services.Eventing.PublishAsync(new AfterResourcesCreatedEvent(services.Provider, model), cancellationToken);
        logger.Started(allocated.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var group in StopOrder.Of(model.Resources))
            await Task.WhenAll(group.SelectMany(SupervisorsOf).Select(s => s.DisposeAsync().AsTask()));
        await allocator.DisposeAsync();
    }

    public InstanceSupervisor FindSupervisor(string resourceId) =>
        _supervisors.TryGetValue(resourceId, out var supervisor)
            ? supervisor
            : throw new DistributedApplicationException($"Resource '{resourceId}' has no process.");

    /// <summary>Called once for each way the container knows the orchestrator by.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;

        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    private IEnumerable<InstanceSupervisor> SupervisorsOf(IResource resource) =>
        _supervisors.Values.Where(s => ReferenceEquals(s.Instance.Resource, resource));

    /// <summary>A resource whose port is taken fails alone; the others run.</summary>
    private async Task<List<IResource>> AllocateAsync(IEnumerable<IResource> resources)
    {
        var allocated = new List<IResource>();
        foreach (var resource in resources)
        {
            try
            {
                if (!resource.HasAnnotationOfType<UnavailableAnnotation>())
                    allocator.Allocate(resource);
                await preparation.PublishUrlsAsync(resource);
                allocated.Add(resource);
            }
            catch (DistributedApplicationException exception)
            {
                logger.CannotAllocate(resource.Name, exception.Message);
                foreach (var instance in InstancesAnnotation.Of(resource))
                    await new InstanceStates(instance, services.Notifications).FailedAsync(exception.Message);
                foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                    endpoint.AllocatedEndpoint = null;
            }
        }

        return allocated;
    }

    private async Task BringUpAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await preparation.AnnounceAsync(resource, cancellationToken);
            if (resource.HasAnnotationOfType<UnavailableAnnotation>())
                return;
            if (Launchers.RunsAsProcess(resource))
                StartInstances(resource);
            else
                await passive.FollowAsync(resource, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (Exception exception)
        {
            logger.BringUpFailed(exception, resource.Name);
            await services.Notifications.PublishUpdateAsync(resource, s => (s with
            {
                State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            }).WithProperty(KnownProperties.Reason, exception.Message));
        }
    }

    private void StartInstances(IResource resource)
    {
        var startsNow = !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();
        foreach (var instance in InstancesAnnotation.Of(resource))
        {
            var supervisor = new InstanceSupervisor(instance, services);
            _supervisors[instance.Id] = supervisor;
            if (startsNow)
                _ = supervisor.StartAsync(CancellationToken.None).ContinueWith(
                    t => logger.StartFailed(instance.Id, t.Exception!.GetBaseException().Message),
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted,
                    TaskScheduler.Default);
        }
    }
}
