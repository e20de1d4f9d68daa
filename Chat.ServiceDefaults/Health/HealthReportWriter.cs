using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.ServiceDefaults.Health;

/// <summary>Answers with a health report as JSON, component by component: 200, or 503 when one is unhealthy.</summary>
internal static class HealthReportWriter
{
    private static readonly JsonSerializerOptions s_json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="context">The request to answer.</param>
    /// <param name="report">What the checks found.</param>
    /// <param name="detailed">With reasons and times, for Development: a reason can name hosts and users.</param>
    public static Task WriteAsync(HttpContext context, HealthReport report, bool detailed)
    {
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        return detailed ? WriteDetailedAsync(context, report) : WriteStatesAsync(context, report);
    }

    /// <summary>What a stranger may know.</summary>
    private static Task WriteStatesAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                components = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new { status = entry.Value.Status.ToString(), failing = FailingIn(entry.Value) }),
            },
            s_json,
            context.RequestAborted);

    private static Task WriteDetailedAsync(HttpContext context, HealthReport report) =>
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
                        failing = FailingIn(entry.Value),
                        duration = entry.Value.Duration,
                        reason = entry.Value.Description ?? entry.Value.Exception?.Message,
                    }),
            },
            s_json,
            context.RequestAborted);

    /// <summary>Of another service: which of its components are not well, by their names only.</summary>
    private static object? FailingIn(HealthReportEntry entry) => entry.Data.GetValueOrDefault(ServiceHealth.Failing);
}
