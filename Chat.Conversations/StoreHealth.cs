using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Conversations;

/// <summary>
/// Without Redis or Kafka messages are still taken and read, and what is owed to them goes out later: such a replica is
/// degraded, not unhealthy. Only the database is indispensable.
/// </summary>
internal static class StoreHealth
{
    private static readonly string[] Dispensable = ["StackExchange.Redis", "Aspire.Confluent.Kafka", "MongoDB.Driver"];

    /// <summary>A store that does not answer by then counts as away.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddStoreHealth(this IHostApplicationBuilder builder) =>
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations)
            {
                check.Timeout = Timeout;
                if (IsDispensable(check)) check.FailureStatus = HealthStatus.Degraded;
            }
        });

    private static bool IsDispensable(HealthCheckRegistration check) =>
        Dispensable.Any(name => check.Name.StartsWith(name, StringComparison.Ordinal));
}
