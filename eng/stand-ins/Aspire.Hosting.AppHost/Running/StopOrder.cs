using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Orders resources so that whoever uses another one stops before it.</summary>
internal static class StopOrder
{
    public static IEnumerable<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var all = resources.ToList();
        var depths = new Dictionary<IResource, int>();
        foreach (var resource in all)
            DepthOf(resource, depths);

        return all.GroupBy(r => depths[r]).OrderByDescending(g => g.Key).Select(g => g.ToList());
    }

    /// <summary>0 for what uses nothing, else one more than the deepest thing used.</summary>
    private static int DepthOf(IResource resource, Dictionary<IResource, int> depths)
    {
        if (depths.TryGetValue(resource, out var known))
            return known;

        // Services may refer to each other in a circle; the first one met is then taken as the deepest.
        depths[resource] = 0;
        var depth = UsedBy(resource).Select(used => DepthOf(used, depths) + 1).DefaultIfEmpty(0).Max();
        return depths[resource] = depth;
    }

    private static IEnumerable<IResource> UsedBy(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .Where(r => r.Type == KnownRelationshipTypes.Reference).Select(r => r.Resource))
            .Select(r => r.GetRoot())
            .Where(r => !ReferenceEquals(r, resource))
            .Distinct();
}
