using Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The ids of a resource's instances; a resource without processes has its name as its only id.</summary>
internal static class ResourceIds
{
    public static IReadOnlyList<string> Of(IResource resource) =>
        resource.TryGetLastAnnotation<InstancesAnnotation>(out var annotation)
            ? [.. annotation.Instances.Select(i => i.Id)]
            : [resource.Name];
}
