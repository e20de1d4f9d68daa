using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Conversations;

/// <summary>
/// Without Redis or Kafka messages are still taken and read, and what is owed to them goes out later: such a replica is
/// degraded, not unhealthy. Only the database is indispensable.
/// </summary>
internal static class StoreHealth
{
    private static readonly string[] Dispensable = ["StackExchange.Redis", "Aspire.Confluent.Kafka", "MongoDB.Driver"];

    public static void AddStoreHealth(this IHostApplicationBuilder builder) =>
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(IsDispensable)) check.FailureStatus = HealthStatus.Degraded;
        });

    private static bool IsDispensable(HealthCheckRegistration check) =>
        Dispensable.Any(name => check.Name.StartsWith(name, StringComparison.Ordinal));
}
