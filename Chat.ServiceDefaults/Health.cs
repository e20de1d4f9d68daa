using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults;

/// <summary>The two probes: <c>/health</c> runs every check, <c>/alive</c> only those tagged <c>live</c>.</summary>
internal static class Health
{
    public const string HealthPath = "/health";
    public const string AlivePath = "/alive";

    private const string LiveTag = "live";

    /// <summary>How long a check may take that names no limit itself; who asks does not wait for a broken store.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void AddDefaultHealthChecks(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
                check.Timeout = Patience;
        });
    }

    public static void MapHealth(this IEndpointRouteBuilder routes, bool detailed)
    {
        routes.MapProbe(HealthPath, detailed, _ => true);
        routes.MapProbe(AlivePath, detailed, check => check.Tags.Contains(LiveTag));
    }

    private static void MapProbe(
        this IEndpointRouteBuilder routes, string path, bool detailed, Func<HealthCheckRegistration, bool> predicate)
    {
        var options = new HealthCheckOptions
        {
            Predicate = predicate,
            ResponseWriter = detailed ? HealthReportWriter.WriteDetailedAsync : HealthReportWriter.WriteAsync,
        };
        routes.MapHealthChecks(path, options).AllowAnonymous().DisableHttpMetrics();
    }
}
