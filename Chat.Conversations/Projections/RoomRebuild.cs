using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Writes rooms anew from the database: one, several, or all.</summary>
internal sealed class RoomRebuild(RoomReader rooms, IConnectionMultiplexer redis, ILogger<RoomRebuild> logger)
{
    private const int PageSize = 200;

    /// <summary>Whether Redis does not hold the rooms: it is new, or lost what it had.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken) =>
        !await redis.GetDatabase().KeyExistsAsync(RoomKeys.AllWritten).WaitAsync(cancellationToken);

    /// <summary>All rooms; returns how many. What was missed while nobody was connected is in the log, not here.</summary>
    public async Task<long> AllAsync(CancellationToken cancellationToken)
    {
        var (after, count) = (Guid.Empty, 0L);
        while (true)
        {
            var page = await rooms.PageAsync(after, PageSize, cancellationToken);
            foreach (var room in page) await TryWriteAsync(room, cancellationToken);
            count += page.Count;
            if (page.Count < PageSize) break;
            after = page[^1].ConversationId;
        }

        await redis.GetDatabase().StringSetAsync(RoomKeys.AllWritten, count).WaitAsync(cancellationToken);
        return count;
    }

    public async Task SomeAsync(IReadOnlyCollection<Guid> conversations, CancellationToken cancellationToken)
    {
        foreach (var room in (await rooms.FindAsync(conversations, cancellationToken)).Values)
            await TryWriteAsync(room, cancellationToken);
    }

    /// <summary>One room that cannot be written does not keep the others from it.</summary>
    private async Task TryWriteAsync(Room room, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(room, cancellationToken);
        }
        catch (Exception failure) when (
            !ProjectionFailure.IsOutage(failure) && !cancellationToken.IsCancellationRequested)
        {
            logger.RoomNotWritten(failure, room.ConversationId);
        }
    }

    private async Task WriteAsync(Room room, CancellationToken cancellationToken)
    {
        var writer = new RoomWriter(redis.GetDatabase());
        writer.DropEarlier(room);
        writer.Drop(room);
        writer.SetMembers(room);
        if (!room.IsDeleted)
            foreach (var message in await rooms.NewestAsync(room, cancellationToken))
                writer.Put(room, message, RoomMessage.Of(message, room.RoomId));
        writer.Settle(room);
        await writer.DoneAsync(cancellationToken);
    }
}
