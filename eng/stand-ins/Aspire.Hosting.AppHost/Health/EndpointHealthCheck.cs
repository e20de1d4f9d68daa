using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>Asks a path of an endpoint and expects one status code.</summary>
internal sealed class EndpointHealthCheck(HttpClient client, EndpointReference endpoint, string path, int statusCode)
    : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(endpoint.Url), path));

            // A new connection each time, so that the proxy asks every replica in turn.
            request.Headers.ConnectionClose = true;
            using var response = await client.SendAsync(request, cancellationToken);
            return (int)response.StatusCode == statusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(
                    $"{request.RequestUri} answered {(int)response.StatusCode}, {statusCode} was expected.");
        }
        catch (HttpRequestException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}

/// <summary>Registers <see cref="EndpointHealthCheck"/>.</summary>
internal static class EndpointHealthCheckRegistration
{
    public const string ClientName = "Aspire.Hosting.Health";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddEndpointCheck(
        this IHealthChecksBuilder checks, string key, EndpointReference endpoint, string path, int statusCode) =>
        checks.Add(new HealthCheckRegistration(
            key,
            services => new EndpointHealthCheck(
                services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName), endpoint, path, statusCode),
            failureStatus: null,
            tags: null,
            Timeout));
}
