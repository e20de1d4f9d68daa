using Chat.Conversations.Messages;

namespace Chat.Conversations.Projections;

/// <summary>
/// Looks, after rooms were written, whether they changed meanwhile: another replica may have written its newer change
/// before our older one. Then they are written anew. So it is the database that wins, whoever comes last.
/// </summary>
internal sealed class OvertakenRooms(
    RoomChanges changes, ConversationKeys keys, StaleRooms stale, RoomWriters writers)
{
    public async Task RepairAsync(
        IReadOnlyList<LogRow> written, IReadOnlyDictionary<Guid, Room> rooms, CancellationToken cancellationToken)
    {
        var entries = written.Where(row => rooms.ContainsKey(row.ConversationId)).ToList();
        if (entries.Count == 0) return;
        var since = entries.GroupBy(row => row.ConversationId).ToDictionary(g => g.Key, g => g.Min(row => row.Entry.Offset));
        var own = entries.Select(row => (row.ConversationId, (long?)row.Entry.Offset)).ToHashSet();
        var writer = writers.New();
        foreach (var change in await changes.AfterAsync(since, entries.Min(row => row.CreatedAt), cancellationToken))
        {
            if (own.Contains((change.ConversationId, change.Offset))) continue;
            var room = rooms[change.ConversationId];
            if (change.Offset is null) await keys.RemoveAsync(room.ToNote(), cancellationToken);
            else stale.Add(room.ConversationId);
            if (change.Gone is { } gone) writer.Missed.Forget(room, gone.From, gone.To);
        }

        await writer.DoneAsync(cancellationToken);
    }
}
