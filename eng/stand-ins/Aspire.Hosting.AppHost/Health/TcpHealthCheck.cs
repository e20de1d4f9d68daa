using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>Connects to an endpoint.</summary>
internal sealed class TcpHealthCheck(EndpointReference endpoint) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SocketException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}

/// <summary>Registers <see cref="TcpHealthCheck"/>.</summary>
internal static class TcpHealthCheckRegistration
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddTcpCheck(this IHealthChecksBuilder checks, string key, EndpointReference endpoint) =>
        checks.Add(new HealthCheckRegistration(
            key, _ => new TcpHealthCheck(endpoint), failureStatus: null, tags: null, Timeout));
}
