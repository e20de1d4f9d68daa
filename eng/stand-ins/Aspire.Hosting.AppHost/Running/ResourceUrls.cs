using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Gathers the links of a resource.</summary>
internal static class ResourceUrls
{
    public static async Task<IEnumerable<UrlSnapshot>> GatherAsync(
        IResource resource, DistributedApplicationExecutionContext executionContext)
    {
        var urls = new List<ResourceUrlAnnotation>();
        if (resource is IResourceWithEndpoints owner)
        {
            urls.AddRange(owner.GetEndpoints().Where(e => e.IsAllocated)
                .Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e }));
        }

        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        return context.Urls.Select(ToSnapshot);
    }

    private static UrlSnapshot ToSnapshot(ResourceUrlAnnotation url)
    {
        // A callback may set a path only; it then belongs to the endpoint.
        var full = url.Url.StartsWith('/') && url.Endpoint is { } endpoint ? endpoint.Url + url.Url : url.Url;
        return new UrlSnapshot(
            url.Endpoint?.EndpointName, full, url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? string.Empty),
        };
    }
}
