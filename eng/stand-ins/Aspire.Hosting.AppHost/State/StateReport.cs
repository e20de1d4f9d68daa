using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.State;

/// <summary>Describes the running application for <c>state.json</c>.</summary>
internal sealed class StateReport(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    StateFolder folder,
    DashboardAddress dashboard)
{
    public ApplicationState Create() => new(
        Environment.ProcessId,
        dashboard.Url,
        dashboard.Url is null ? dashboard.Reason : null,
        [.. model.Resources.SelectMany(notifications.CurrentStates).Select(Describe)]);

    private ResourceState Describe(ResourceEvent current)
    {
        var resource = current.Resource;
        var snapshot = current.Snapshot;
        var instance = InstancesAnnotation.Of(resource).FirstOrDefault(i => i.Id == current.ResourceId);
        return new ResourceState(
            resource.Name,
            instance?.Index + 1 ?? 1,
            snapshot.ResourceType,
            snapshot.State?.Text,
            snapshot.HealthStatus?.ToString(),
            snapshot.FindProperty(KnownProperties.ExecutablePid) as int?,
            EndpointsOf(resource),
            instance is null ? null : folder.LogFileOf(resource.Name, instance.Index, resource.GetReplicaCount()),
            snapshot.ExitCode,
            snapshot.FindProperty(KnownProperties.Reason) as string);
    }

    private static Dictionary<string, string> EndpointsOf(IResource resource) =>
        resource.Annotations.OfType<EndpointAnnotation>()
            .Where(e => e.AllocatedEndpoint is not null)
            .ToDictionary(e => e.Name, e => e.AllocatedEndpoint!.UriString);
}
