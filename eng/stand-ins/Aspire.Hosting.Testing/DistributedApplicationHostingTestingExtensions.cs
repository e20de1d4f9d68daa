using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of a running application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    private static readonly string[] Preferred = ["https", "http"];

    public static HttpClient CreateHttpClient(
        this DistributedApplication app, string resourceName, string? endpointName = default)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException(
                $"Resource '{resourceName}' does not expose a connection string.", nameof(resourceName));

    public static Uri GetEndpoint(
        this DistributedApplication app, string resourceName, string? endpointName = default)
    {
        if (Find(app, resourceName) is not IResourceWithEndpoints resource)
            throw new InvalidOperationException($"Resource '{resourceName}' has no endpoints.");

        var endpoint = Select([.. resource.GetEndpoints()], endpointName)
            ?? throw new ArgumentException(
                $"Endpoint '{endpointName ?? "https or http"}' not found for resource '{resourceName}'.", nameof(endpointName));
        if (!endpoint.IsAllocated)
            throw new InvalidOperationException(
                $"Endpoint '{endpoint.EndpointName}' of resource '{resourceName}' has no address. Start the application first.");
        return new Uri(endpoint.Url);
    }

    private static EndpointReference? Select(List<EndpointReference> endpoints, string? name)
    {
        if (name is not null)
            return endpoints.Find(e => string.Equals(e.EndpointName, name, StringComparison.OrdinalIgnoreCase));

        return Preferred.Select(p => endpoints.Find(e => e.EndpointName == p)).FirstOrDefault(e => e is not null)
            ?? endpoints.FirstOrDefault();
    }

    private static IResource Find(DistributedApplication app, string resourceName) =>
        app.Services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(resourceName, out var found)
            ? found
            : throw new ArgumentException($"Resource '{resourceName}' not found.", nameof(resourceName));
}
