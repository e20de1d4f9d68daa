using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.DotnetProjects;
using Aspire.Hosting.Health;
using Aspire.Hosting.Native;
using Aspire.Hosting.Networking;
using Aspire.Hosting.Running;
using Aspire.Hosting.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Registers the engine that runs the model.</summary>
internal static class EngineServices
{
    // Services get six seconds each, and they stop in several rounds.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(90);

    public static void AddEngine(
        this IServiceCollection services, DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.AddHttpClient();
        services.AddHealthChecks();
        services.AddLogging(QuietFrameworks);

        services.AddSingleton(options);
        services.AddSingleton<IDistributedApplicationBuilder>(builder);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddModelServices();
        services.AddRunning();
        services.AddWatchers(builder.Configuration, options);

        services.AddDashboard();

        // Last to start and first to stop.
        services.AddHostedService(provider => provider.GetRequiredService<ResourceOrchestrator>());
    }

    private static void AddModelServices(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ResourceNotificationService(
            provider.GetRequiredService<ILogger<ResourceNotificationService>>(),
            provider.GetRequiredService<IHostApplicationLifetime>())
        {
            Services = provider,
            DefaultWaitBehavior = provider.GetRequiredService<DistributedApplicationOptions>().DisableDashboard
                ? WaitBehavior.StopOnResourceUnavailable
                : WaitBehavior.WaitOnResourceUnavailable,
        });
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ResourceLoggerService>(),
            provider));
    }

    private static void AddRunning(this IServiceCollection services)
    {
        services.AddSingleton<StateFolder>();
        services.AddSingleton<DataFolders>();
        services.AddSingleton<OtlpSettings>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<EnvironmentGatherer>();
        services.AddSingleton<Launchers>();
        services.AddSingleton<RunServices>();
        services.AddSingleton<PassiveResources>();
        services.AddSingleton<ResourcePreparation>();
        services.AddSingleton<ResourceReadiness>();
        services.AddSingleton<ResourceOrchestrator>();
    }

    /// <summary>The dashboard asks the resource service, which must be there first.</summary>
    private static void AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<DashboardAddress>();
        services.AddSingleton<DashboardSettings>();
        services.AddHostedService<ResourceServiceHost>();
        services.AddHostedService<DashboardProcess>();
    }

    private static void AddWatchers(
        this IServiceCollection services, ConfigurationManager configuration, DistributedApplicationOptions options)
    {
        services.AddSingleton<StateReport>();
        if (options.UsesStateFolder && configuration[StateFolder.Variable] is { Length: > 0 })
        {
            services.AddHostedService<StateFileWriter>();
            services.AddHostedService<CommandSocket>();
        }

        if (options.EnableResourceLogging)
            services.AddHostedService<ResourceLogForwarder>();
        services.AddHostedService<HealthMonitor>();
    }

    private static void QuietFrameworks(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);
    }
}
