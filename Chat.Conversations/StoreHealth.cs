using Chat.Conversations.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Conversations;

/// <summary>
/// Without Redis or Kafka messages are still taken and read, and what is owed to them goes out later: such a replica is
/// degraded, not unhealthy. Only the database is indispensable.
/// </summary>
internal static class StoreHealth
{
    /// <summary>The libraries' names for their checks, and the names under which operators know the stores.</summary>
    private static readonly (string Check, string Store, HealthStatus WhenAway)[] Stores =
    [
        (nameof(ChatDbContext), "database", HealthStatus.Unhealthy),
        ("StackExchange.Redis", "redis", HealthStatus.Degraded),
        ("Aspire.Confluent.Kafka", "kafka", HealthStatus.Degraded),
        ("MongoDB.Driver", "archive", HealthStatus.Degraded),
    ];

    /// <summary>A store that does not answer by then counts as away.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public static void AddStoreHealth(this IHostApplicationBuilder builder) =>
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations)
                Adapt(check);
        });

    private static void Adapt(HealthCheckRegistration check)
    {
        check.Timeout = Timeout;
        foreach (var (name, store, whenAway) in Stores)
        {
            if (!check.Name.StartsWith(name, StringComparison.Ordinal)) continue;
            check.Name = store;
            check.FailureStatus = whenAway;
        }
    }
}
