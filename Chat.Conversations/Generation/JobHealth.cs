using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Conversations.Generation;

/// <summary>Degraded while jobs wait too long for a worker: this service does its work, but nobody gets answers.</summary>
internal sealed class JobHealth(JobWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var overdue = watch.Overdue;
        return Task.FromResult(overdue.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture,
                $"{overdue.Count} jobs wait for a worker, the oldest for {overdue.Oldest.TotalSeconds:0} s.")));
    }
}
