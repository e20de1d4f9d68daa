using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Gives resources health checks.</summary>
public static class ResourceBuilderHealthCheckExtensions
{
    private static readonly string[] Preferred = ["https", "http"];

    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(a => a.Key == key))
            throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(
            endpointName is null ? null : () => builder.GetEndpoint(endpointName), path, statusCode);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        Func<EndpointReference>? endpointSelector,
        string? path = null,
        int? statusCode = null) where T : IResourceWithEndpoints
    {
        var endpoint = endpointSelector?.Invoke() ?? PickEndpoint(builder.Resource);
        path ??= "/";
        statusCode ??= 200;

        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{statusCode}_check";
        builder.ApplicationBuilder.Services.AddHttpClient();
        builder.ApplicationBuilder.Services.AddHealthChecks().AddEndpointCheck(key, endpoint, path, statusCode.Value);
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference PickEndpoint(IResourceWithEndpoints resource)
    {
        var endpoints = resource.GetEndpoints().ToList();
        return Preferred.Select(name => endpoints.FirstOrDefault(e => e.EndpointName == name)).OfType<EndpointReference>()
            .Concat(endpoints.Where(e => e.IsHttp || e.IsHttps))
            .FirstOrDefault()
            ?? throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{resource.Name}' as no endpoint was found matching " +
                "one of the specified names: https, http");
    }
}
