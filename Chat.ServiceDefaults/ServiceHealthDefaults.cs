using Chat.ServiceDefaults.Health;
using Chat.ServiceDefaults.Replicas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults;

/// <summary>Lets a service's health tell of another service.</summary>
public static class ServiceHealthDefaults
{
    /// <summary>The other service's own checks have their time limits within this.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(4);

    private const int LongestReport = 64 * 1024;

    /// <summary>
    /// Adds a check of this name: unhealthy while no replica at the address (as for
    /// <see cref="GrpcClientDefaults.AddGrpcServiceClient"/>) is fit for work, degraded when one is partly.
    /// </summary>
    public static void AddServiceHealthCheck(this IHostApplicationBuilder builder, string name, string address)
    {
        var client = $"{name}-health";
        builder.AddReplicas();
        var http = builder.Services.AddHttpClient(client, http =>
            {
                http.BaseAddress = new Uri(address);
                http.MaxResponseContentBufferSize = LongestReport;
            })
            .ConfigurePrimaryHttpMessageHandler<ReplicaHandler>();
#pragma warning disable EXTEXP0001
        http.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new ServiceHealth(provider.GetRequiredService<IHttpClientFactory>().CreateClient(client)),
            HealthStatus.Unhealthy,
            tags: null,
            s_timeout));
    }
}
