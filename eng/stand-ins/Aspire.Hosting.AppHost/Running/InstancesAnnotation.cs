using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The processes of a resource.</summary>
internal sealed class InstancesAnnotation(IReadOnlyList<ResourceInstance> instances) : IResourceAnnotation
{
    public IReadOnlyList<ResourceInstance> Instances { get; } = instances;

    public static IReadOnlyList<ResourceInstance> Of(IResource resource) =>
        resource.TryGetLastAnnotation<InstancesAnnotation>(out var annotation) ? annotation.Instances : [];

    /// <summary>Gives a resource that runs as processes its instances, once.</summary>
    public static void EnsureFor(IResource resource)
    {
        if (!Launchers.RunsAsProcess(resource) || resource.HasAnnotationOfType<InstancesAnnotation>())
            return;

        var count = resource.GetReplicaCount();
        resource.Annotations.Add(
            new InstancesAnnotation([.. Enumerable.Range(0, count).Select(i => new ResourceInstance(resource, i))]));
    }
}
