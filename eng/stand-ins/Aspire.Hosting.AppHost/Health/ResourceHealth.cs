using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Health;

/// <summary>Checks one resource while any of its instances runs.</summary>
internal sealed class ResourceHealth(
    IResource resource, ResourceNotificationService notifications, ResourceReadiness readiness)
{
    private static readonly TimeSpan HealthyPeriod = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Called when an instance changed its state.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var retry = FirstRetry;
        while (true)
        {
            var running = notifications.CurrentStates(resource).Where(e => e.Snapshot.IsRunning()).ToList();
            var isHealthy = running.Count > 0 && await readiness.CheckAsync(resource, running, cancellationToken);

            TimeSpan? pause = running.Count == 0 ? null : isHealthy ? HealthyPeriod : retry;
            retry = isHealthy || running.Count == 0 ? FirstRetry : Longer(retry);
            if (await WaitAsync(pause, cancellationToken))
                retry = FirstRetry;
        }
    }

    private static TimeSpan Longer(TimeSpan retry) => retry * 1.5 < LongestRetry ? retry * 1.5 : LongestRetry;

    /// <summary>True when a change of state ended the pause.</summary>
    private async Task<bool> WaitAsync(TimeSpan? pause, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (pause is { } time)
            limit.CancelAfter(time);

        try
        {
            return await _wake.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
