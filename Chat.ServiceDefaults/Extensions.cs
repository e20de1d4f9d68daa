using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Health;
using Chat.ServiceDefaults.WarmUp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;

// Beside the builder that they extend, as in Aspire's own template, so that a Program needs no using for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.Hosting;
#pragma warning restore IDE0130

/// <summary>What every service starts with: telemetry, health, service discovery and patient HTTP clients.</summary>
public static class Extensions
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddConsoleLogs();
        builder.AddTelemetry();
        builder.AddDefaultHealthChecks();
        builder.AddWarmUps();

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // Experimental in the package, but a retried POST would do its work twice.
#pragma warning disable EXTEXP0001
            http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
#pragma warning restore EXTEXP0001
            http.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>
    /// Serves <c>/health</c> (may this instance get traffic?) and <c>/alive</c> (does it still run?), to everybody and
    /// without details outside Development.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth(app.Environment.IsDevelopment());
        return app;
    }
}
