using Chat.Presence.Errors;
using Chat.Presence.Online;
using Microsoft.Extensions.Options;

namespace Chat.Presence.Expiry;

/// <summary>
/// Removes what dead nodes left in Redis. Nobody counts it any more, so this is only tidying, and any number of replicas
/// may do it at once: each step is atomic and takes out what it removes.
/// </summary>
internal sealed class StaleNodeSweeper(
    PresenceStore store, IOptions<PresenceOptions> options, TimeProvider time, ILogger<StaleNodeSweeper> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TrySweepAsync(stoppingToken);
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var node in await store.NodesAsync(cancellationToken))
                await SweepAsync(node, cancellationToken);
        }
        catch (PresenceException failure)
        {
            SweeperLog.Postponed(logger, failure.InnerException?.Message);
        }
    }

    private async Task SweepAsync(string node, CancellationToken cancellationToken)
    {
        var total = 0;
        int removed;
        while ((removed = await store.SweepAsync(node, cancellationToken)) > 0)
            total += removed;
        if (removed == 0)
            SweeperLog.Swept(logger, node, total);
    }
}
