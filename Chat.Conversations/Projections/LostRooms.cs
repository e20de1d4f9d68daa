namespace Chat.Conversations.Projections;

/// <summary>
/// Writes every room anew when Redis lost what it held, or never held it, or when more rooms were stale than we remember.
/// </summary>
internal sealed class LostRooms(RoomRebuild rebuild, StaleRooms stale, TimeProvider time, ILogger<LostRooms> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        await timer.EachTickAsync(TryRebuildAsync, stoppingToken);
    }

    private async Task TryRebuildAsync(CancellationToken cancellationToken)
    {
        // Taken first: what overflows while we write may be a room that we have written already.
        var overflowed = stale.TakeOverflow();
        try
        {
            if (overflowed || await rebuild.IsNeededAsync(cancellationToken))
                logger.RoomsWritten(await rebuild.AllAsync(cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            if (overflowed) stale.Overflow();
            logger.AllRoomsLeft(failure.Message);
        }
    }
}
