using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Confluent.Kafka;

/// <summary>Healthy when a broker answers the client that the service itself uses.</summary>
internal sealed class BrokerHealthCheck<TClient>(IServiceProvider services) : IHealthCheck
    where TClient : IClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        // librdkafka waits by holding its thread.
        Task.Run(() => Check(context), cancellationToken);

    private HealthCheckResult Check(HealthCheckContext context)
    {
        try
        {
            // Shares the client's connections and does not own them.
            using var admin = new DependentAdminClientBuilder(services.GetRequiredService<TClient>().Handle).Build();
            return admin.GetMetadata(Patience).Brokers.Count > 0
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "Kafka names no broker.");
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException or InvalidOperationException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "No broker answers.", exception);
        }
    }
}
