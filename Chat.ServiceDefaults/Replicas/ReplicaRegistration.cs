using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>The door of calling replicas: what <see cref="ReplicaHandler"/> needs.</summary>
internal static class ReplicaRegistration
{
    public static void AddReplicas(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<GrpcClientOptions>()
            .BindConfiguration(GrpcClientOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton<ReplicaMetrics>();
        builder.Services.TryAddSingleton<ReplicaPools>();
        builder.Services.TryAddTransient<ReplicaHandler>();
    }
}
