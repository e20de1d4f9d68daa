using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.ServiceDefaults;

/// <summary>Writes a health report as JSON, component by component.</summary>
internal static class HealthReportWriter
{
    /// <summary>States only: what a stranger may know.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                components = report.Entries.ToDictionary(
                    entry => entry.Key, entry => new { status = entry.Value.Status.ToString() }),
            },
            context.RequestAborted);

    /// <summary>States with reasons and times, for Development: a reason can name hosts and users.</summary>
    public static Task WriteDetailedAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                duration = report.TotalDuration,
                components = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new
                    {
                        status = entry.Value.Status.ToString(),
                        duration = entry.Value.Duration,
                        reason = entry.Value.Description ?? entry.Value.Exception?.Message,
                    }),
            },
            context.RequestAborted);
}
