using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes the first snapshot of a resource.</summary>
internal static class InitialSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource)
    {
        if (resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var given))
            return given.InitialSnapshot;

        return new CustomResourceSnapshot
        {
            ResourceType = TypeOf(resource),
            Properties = resource is IResourceWithParent child
                ? [new ResourcePropertySnapshot(KnownProperties.ParentName, child.Parent.Name)]
                : [],
            CreationTimeStamp = DateTime.UtcNow,
            Relationships = RelationshipsOf(resource),
            HealthReports = [.. HealthKeysOf(resource).Select(k => new HealthReportSnapshot(k, null, null, null))],
        };
    }

    public static IEnumerable<string> HealthKeysOf(IResource resource) =>
        resource.Annotations.OfType<HealthCheckAnnotation>().Select(a => a.Key).Distinct();

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ExecutableResource => "Executable",
        ContainerResource => "Container",
        ParameterResource => "Parameter",
        ConnectionStringResource => "ConnectionString",
        ExternalServiceResource => "ExternalService",
        _ => resource.GetType().Name,
    };

    private static ImmutableArray<RelationshipSnapshot> RelationshipsOf(IResource resource)
    {
        var own = resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(a => new RelationshipSnapshot(a.Resource.Name, a.Type));
        return resource is IResourceWithParent child
            ? [new RelationshipSnapshot(child.Parent.Name, KnownRelationshipTypes.Parent), .. own]
            : [.. own];
    }
}
