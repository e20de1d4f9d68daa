using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults.Health;

/// <summary>The two probes: <c>/health</c> tells of every check, <c>/alive</c> only of those tagged <c>live</c>.</summary>
internal static class Probes
{
    public const string HealthPath = "/health";
    public const string AlivePath = "/alive";

    private const string LiveTag = "live";

    /// <summary>How long a check may take that names no limit itself; who asks does not wait for a broken store.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void AddDefaultHealthChecks(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<HealthReports>();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
                check.Timeout = Patience;
        });
    }

    public static void MapHealth(this IEndpointRouteBuilder routes, bool detailed)
    {
        routes.MapProbe(HealthPath, detailed, reports => reports.OfAllAsync);
        routes.MapProbe(AlivePath, detailed, reports => token => reports.OfAsync(IsLive, token));
    }

    private static void MapProbe(
        this IEndpointRouteBuilder routes,
        string path,
        bool detailed,
        Func<HealthReports, Func<CancellationToken, Task<HealthReport>>> choose)
    {
        // Never throttled: who asks may share its address with callers who used theirs up, and would take the instance for dead.
        var read = choose(routes.ServiceProvider.GetRequiredService<HealthReports>());
        routes.Map(path, async context =>
        {
            var report = await read(context.RequestAborted);
            await HealthReportWriter.WriteAsync(context, report, detailed);
        }).AllowAnonymous().DisableRateLimiting().DisableHttpMetrics().ExcludeFromDescription();
    }

    private static bool IsLive(HealthCheckRegistration check) => check.Tags.Contains(LiveTag);
}
