using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>Runs the checks of a resource, publishes what they say and raises the ready event.</summary>
internal sealed class ResourceReadiness(
    HealthCheckService checks,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    ILogger<ResourceReadiness> logger)
{
    public async Task<bool> CheckAsync(
        IResource resource, IReadOnlyList<ResourceEvent> running, CancellationToken cancellationToken)
    {
        var reports = await RunChecksAsync(resource, cancellationToken);
        foreach (var instance in running)
            await PublishAsync(instance, reports);

        var isHealthy = reports.All(r => r.Status == HealthStatus.Healthy);
        if (isHealthy)
            await MarkReadyAsync(resource, running, cancellationToken);
        return isHealthy;
    }

    private async Task<ImmutableArray<HealthReportSnapshot>> RunChecksAsync(
        IResource resource, CancellationToken cancellationToken)
    {
        var keys = InitialSnapshot.HealthKeysOf(resource).ToHashSet();
        if (keys.Count == 0)
            return [];

        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        return
        [
            .. keys.Select(key => report.Entries.TryGetValue(key, out var entry)
                ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString())
                    { LastRunAt = DateTime.UtcNow }
                : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"No health check is registered as '{key}'.", null)),
        ];
    }

    private async Task PublishAsync(ResourceEvent instance, ImmutableArray<HealthReportSnapshot> reports)
    {
        var known = instance.Snapshot.HealthReports.Select(r => (r.Name, r.Status, r.Description));
        if (known.SequenceEqual(reports.Select(r => (r.Name, r.Status, r.Description))))
            return;

        await notifications.PublishUpdateAsync(instance.Resource, instance.ResourceId, s =>
            s.IsRunning() ? s with { HealthReports = reports } : s);
    }

    /// <summary>The first healthy instance raises the event; those that come later share its outcome.</summary>
    private async Task MarkReadyAsync(
        IResource resource, IReadOnlyList<ResourceEvent> running, CancellationToken cancellationToken)
    {
        if (running.All(e => e.Snapshot.Ready is not null))
            return;

        var ready = running.Select(e => e.Snapshot.Ready).FirstOrDefault(t => t is not null)
            ?? RaiseAsync(resource, cancellationToken);
        foreach (var instance in running.Where(e => e.Snapshot.Ready is null))
        {
            await notifications.PublishUpdateAsync(resource, instance.ResourceId, s =>
                s.IsRunning() ? s with { Ready = ready } : s);
        }
    }

    private async Task RaiseAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.ReadyHandlerFailed(exception, resource.Name);
            throw;
        }
    }
}
