using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Health;

/// <summary>Watches every resource that can run, and says when it is healthy and ready.</summary>
internal sealed class HealthMonitor(ResourceNotificationService notifications, ResourceReadiness readiness)
    : BackgroundService
{
    private readonly Dictionary<IResource, ResourceHealth> _resources = [];
    private readonly Dictionary<string, string?> _states = [];
    private readonly List<Task> _loops = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
                Observe(change, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Observe(ResourceEvent change, CancellationToken stoppingToken)
    {
        var state = change.Snapshot.State?.Text;
        if (_states.TryGetValue(change.ResourceId, out var before) && before == state)
            return;

        _states[change.ResourceId] = state;
        if (!_resources.TryGetValue(change.Resource, out var health))
        {
            _resources[change.Resource] = health = new ResourceHealth(change.Resource, notifications, readiness);
            _loops.Add(health.RunAsync(stoppingToken));
        }

        health.Wake();
    }
}
