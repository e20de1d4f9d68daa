using Chat.Conversations.Storage;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Notices that Redis lost what it held, or never held it, and writes every room anew.</summary>
internal sealed class LostRooms(RoomRebuild rebuild, TimeProvider time, ILogger<LostRooms> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            await timer.EachTickAsync(TryRebuildAsync, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // One of them cannot be written; trying all the others again and again would not help it.
            logger.AllRoomsGivenUp(failure);
        }
    }

    private async Task TryRebuildAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await rebuild.IsNeededAsync(cancellationToken))
                logger.RoomsWritten(await rebuild.AllAsync(cancellationToken));
        }
        catch (Exception failure) when (
            failure is RedisException or TimeoutException || StorageFailure.IsOutage(failure))
        {
            logger.AllRoomsLeft(failure.Message);
        }
    }
}
