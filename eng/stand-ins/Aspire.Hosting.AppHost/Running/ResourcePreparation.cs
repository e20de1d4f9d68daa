using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Gives resources their instances, commands, first states and links.</summary>
internal sealed class ResourcePreparation(
    RunServices services,
    DistributedApplicationExecutionContext executionContext,
    IConfiguration configuration,
    ILogger<ResourceOrchestrator> logger)
{
    private const string UnavailableState = "Unavailable";

    public async Task PrepareAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MarkUnavailable(resource);
            InstancesAnnotation.EnsureFor(resource);
            if (Launchers.RunsAsProcess(resource) && !resource.HasAnnotationOfType<UnavailableAnnotation>())
                LifecycleCommands.AddTo(resource);

            await PublishFirstStateAsync(resource);
        }
    }

    public async Task AnnounceAsync(IResource resource, CancellationToken cancellationToken)
    {
        await services.Eventing.PublishAsync(
            new InitializeResourceEvent(resource, services.Provider), cancellationToken);
        if (resource.HasAnnotationOfType<EndpointAnnotation>())
            await services.Eventing.PublishAsync(
                new ResourceEndpointsAllocatedEvent(resource, services.Provider), cancellationToken);
        if (resource is IResourceWithConnectionString)
            await services.Eventing.PublishAsync(
                new ConnectionStringAvailableEvent(resource, services.Provider), cancellationToken);
    }

    public async Task PublishUrlsAsync(IResource resource)
    {
        var urls = await ResourceUrls.GatherAsync(resource, executionContext);
        await services.Notifications.PublishUpdateAsync(resource, s => s with { Urls = [.. urls] });
    }

    private void MarkUnavailable(IResource resource)
    {
        if (resource.TryGetLastAnnotation<NativeServerAnnotation>(out var native) &&
            native.Server.FindObstacle(configuration) is { } reason)
        {
            logger.Unavailable(resource.Name, reason);
            resource.Annotations.Add(new UnavailableAnnotation(reason));
        }
        else if (resource is IResourceWithParent child &&
            child.GetRoot().TryGetLastAnnotation<UnavailableAnnotation>(out var inherited))
        {
            resource.Annotations.Add(inherited);
        }
    }

    private Task PublishFirstStateAsync(IResource resource)
    {
        var isUnavailable = resource.TryGetLastAnnotation<UnavailableAnnotation>(out var unavailable);
        return services.Notifications.PublishUpdateAsync(resource, s => (s with
        {
            State = isUnavailable
                ? new ResourceStateSnapshot(UnavailableState, KnownResourceStateStyles.Warn)
                : s.State ?? KnownResourceStates.NotStarted,
        })
            .WithProperty(KnownProperties.Reason, unavailable?.Reason)
            .WithProperty(KnownProperties.ProjectPath, resource.Annotations.OfType<IProjectMetadata>()
                .LastOrDefault()?.ProjectPath));
    }
}
