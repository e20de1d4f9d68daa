using Chat.Conversations.Conversations;
using Chat.Conversations.Messages;
using Event = Chat.Contracts.Conversations.V1.LogEntry.EventOneofCase;

namespace Chat.Conversations.Projections;

/// <summary>Carries log entries over into the rooms design's keys and channels.</summary>
internal sealed class RoomProjection(
    RoomReader rooms,
    ReceiptEvents receipts,
    OvertakenRooms overtaken,
    StaleRooms stale,
    AbsentUsers absentees,
    RoomWriters writers)
{
    public async Task RunAsync(IReadOnlyList<LogRow> batch, CancellationToken cancellationToken)
    {
        var found = await rooms.FindAsync(batch.Select(r => r.ConversationId).Distinct(), cancellationToken);
        var absent = await absentees.FindAsync(Followed(batch, found), cancellationToken);
        var writer = writers.New();
        foreach (var row in WithoutDeleted(batch))
        {
            // Purged before we came to it.
            if (!found.TryGetValue(row.ConversationId, out var room)) continue;
            if (IsReceipts(row)) await receipts.TellAsync(row, room, writer, cancellationToken);
            else RoomEvents.Apply(row, room, writer, absent);
        }

        foreach (var room in Changed(batch, found)) writer.Settle(room);
        await writer.DoneAsync(cancellationToken);
        // What stood under its earlier name, or before it was deleted, is nowhere but in the database.
        foreach (var row in batch.Where(row => IsNamed(row) || IsRestored(row))) stale.Add(row.ConversationId);
        await overtaken.RepairAsync([.. batch.Where(row => !IsReceipts(row))], found, cancellationToken);
    }

    /// <summary>Leaves out messages that are deleted in the same batch: nobody needs to hear of them any more.</summary>
    private static IEnumerable<LogRow> WithoutDeleted(IReadOnlyList<LogRow> batch)
    {
        var deleted = batch.Where(row => row.Entry.EventCase == Event.MessageDeleted)
            .Select(row => (row.ConversationId, row.Entry.MessageDeleted.Seq)).ToHashSet();
        return batch.Where(row =>
            row.Entry.EventCase != Event.MessageCreated || !deleted.Contains((row.ConversationId, row.Entry.MessageCreated.Seq)));
    }

    /// <summary>The rooms with new messages for which it matters who is away.</summary>
    private static IEnumerable<Room> Followed(
        IReadOnlyList<LogRow> batch, IReadOnlyDictionary<Guid, Room> found) => batch
        .Where(row => row.Entry.EventCase == Event.MessageCreated)
        .Select(row => found.GetValueOrDefault(row.ConversationId)).OfType<Room>()
        .Where(room => !room.IsCrowd).Distinct();

    private static IEnumerable<Room> Changed(
        IReadOnlyList<LogRow> batch, IReadOnlyDictionary<Guid, Room> found) => batch
        .Where(row => !IsReceipts(row))
        .Select(row => found.GetValueOrDefault(row.ConversationId)).OfType<Room>()
        .Where(room => !room.IsDeleted).Distinct();

    private static bool IsReceipts(LogRow row) => row.Entry.EventCase == Event.ReceiptsChanged;

    private static bool IsRestored(LogRow row) => row.Entry.EventCase == Event.ConversationRestored;

    private static bool IsNamed(LogRow row) =>
        row.Entry.ConversationChanged?.Changed.Contains(SettingsChange.ExternalId) is true;
}
