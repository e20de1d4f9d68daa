using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Writes rooms anew from the database: one, several, or all.</summary>
internal sealed class RoomRebuild(RoomReader rooms, IConnectionMultiplexer redis)
{
    private const int PageSize = 200;

    /// <summary>All rooms; returns how many. What was missed while nobody was connected is in the log, not here.</summary>
    public async Task<long> AllAsync(CancellationToken cancellationToken)
    {
        var (after, count) = (Guid.Empty, 0L);
        while (true)
        {
            var page = await rooms.PageAsync(after, PageSize, cancellationToken);
            foreach (var room in page) await WriteAsync(room, cancellationToken);
            count += page.Count;
            if (page.Count < PageSize) return count;
            after = page[^1].ConversationId;
        }
    }

    public async Task SomeAsync(IReadOnlyCollection<Guid> conversations, CancellationToken cancellationToken)
    {
        foreach (var room in (await rooms.FindAsync(conversations, cancellationToken)).Values)
            await WriteAsync(room, cancellationToken);
    }

    private async Task WriteAsync(Room room, CancellationToken cancellationToken)
    {
        var writer = new RoomWriter(redis.GetDatabase());
        writer.Drop(room);
        writer.SetMembers(room);
        if (!room.IsDeleted)
            foreach (var message in await rooms.NewestAsync(room, cancellationToken))
                writer.Put(room, message, RoomMessage.Of(message, room.RoomId));
        writer.Settle(room);
        await writer.DoneAsync(cancellationToken);
    }
}
