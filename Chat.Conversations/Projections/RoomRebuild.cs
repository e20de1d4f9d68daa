using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Writes rooms anew from the database: one, several, or all.</summary>
internal sealed class RoomRebuild(
    RoomReader rooms,
    RoomChanges changes,
    ConversationKeys keys,
    IConnectionMultiplexer redis,
    RoomWriters writers,
    ILogger<RoomRebuild> logger)
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
            await WriteAsync(page, cancellationToken);
            count += page.Count;
            if (page.Count < PageSize) break;
            after = page[^1].ConversationId;
        }

        await redis.GetDatabase().StringSetAsync(RoomKeys.AllWritten, count).WaitAsync(cancellationToken);
        return count;
    }

    public async Task SomeAsync(IReadOnlyCollection<Guid> conversations, CancellationToken cancellationToken) =>
        await WriteAsync([.. (await rooms.FindAsync(conversations, cancellationToken)).Values], cancellationToken);

    /// <summary>Writes them again as long as they change meanwhile.</summary>
    private async Task WriteAsync(List<Room> page, CancellationToken cancellationToken)
    {
        while (page.Count > 0)
        {
            foreach (var room in page) await TryWriteAsync(room, cancellationToken);
            page = await ChangedAsync(page, cancellationToken);
        }
    }

    private async Task<List<Room>> ChangedAsync(
        List<Room> written, CancellationToken cancellationToken)
    {
        var changed = (await changes.AfterAsync(
                written.ToDictionary(room => room.ConversationId, room => room.HeadOffset),
                written.Min(room => room.UpdatedAt),
                cancellationToken))
            .ToLookup(change => change.Offset is null, change => change.ConversationId);
        foreach (var purged in written.IntersectBy(changed[true], room => room.ConversationId))
            await keys.RemoveAsync(purged.ToNote(), cancellationToken);
        if (!changed[false].Any()) return [];
        return [.. (await rooms.FindAsync(changed[false].Distinct(), cancellationToken)).Values];
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
        var messages = room.IsDeleted ? [] : await rooms.NewestAsync(room, cancellationToken);
        var writer = writers.New();
        writer.DropEarlier(room);
        // What came after the room was read is somebody else's to write.
        writer.Remove(room, 0, room.LastSeq);
        writer.SetMembers(room);
        foreach (var message in messages) writer.Put(room, message, RoomMessage.Of(message, room.RoomId));
        writer.Settle(room);
        await writer.DoneAsync(cancellationToken);
    }
}
