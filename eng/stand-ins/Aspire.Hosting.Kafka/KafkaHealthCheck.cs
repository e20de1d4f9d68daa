using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Kafka;

/// <summary>Asks the broker for its metadata and expects at least one broker in the answer.</summary>
internal sealed class KafkaHealthCheck(KafkaServerResource kafka) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(kafka.PrimaryEndpoint.Host, kafka.PrimaryEndpoint.Port, cancellationToken);
            await using var stream = client.GetStream();
            var brokers = await MetadataRequest.CountBrokersAsync(stream, cancellationToken);
            return brokers > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The metadata names no broker.");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
