using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>
/// Keeps the rooms design's keys in Redis in step with what is committed. What it could not take or write is remembered
/// and written anew from the database.
/// </summary>
internal sealed class RoomProjector(
    RoomReader rooms,
    ReceiptEvents receipts,
    StaleRooms stale,
    IConnectionMultiplexer redis,
    ConversationsMetrics metrics,
    ILogger<RoomProjector> logger) : CommitFollower<LogRow>(QueueCapacity, BatchSize), ICommitListener
{
    private const int QueueCapacity = 20_000;
    private const int BatchSize = 256;

    public void OnCommitted(BatchWrites writes)
    {
        foreach (var row in writes.Log)
            if (Matters(row) && !TryAdd(row)) stale.Add(row.ConversationId);
    }

    protected override async Task FollowAsync(IReadOnlyList<LogRow> batch, CancellationToken cancellationToken)
    {
        try
        {
            await ProjectAsync(batch, cancellationToken);
        }
        catch (Exception failure)
        {
            // Redis or the database is away, or we stop: nobody waits for it, and it is written anew later.
            foreach (var row in batch) stale.Add(row.ConversationId);
            metrics.ProjectionsLeft(batch.Count);
            logger.ProjectionLeft(batch.Count, failure.Message);
        }
    }

    private async Task ProjectAsync(IReadOnlyList<LogRow> batch, CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        var found = await rooms.FindAsync(batch.Select(r => r.ConversationId).Distinct(), cancellationToken);
        var offline = await OfflineAsync(database, Followed(batch, found), cancellationToken);
        var writer = new RoomWriter(database);
        foreach (var row in batch)
        {
            // Purged before we came to it.
            if (!found.TryGetValue(row.ConversationId, out var room)) continue;
            if (row.Entry.EventCase == LogEntry.EventOneofCase.ReceiptsChanged)
                await receipts.TellAsync(row, room, writer, cancellationToken);
            else
                RoomEvents.Apply(row, room, writer, offline);
            // What stood under the earlier name is nowhere but in the database.
            if (IsNamed(row)) stale.Add(row.ConversationId);
        }

        foreach (var room in found.Values.Where(r => !r.IsDeleted)) writer.Settle(room);
        await writer.DoneAsync(cancellationToken);
    }

    /// <summary>The rooms with new messages for which it matters who is away.</summary>
    private static IEnumerable<Room> Followed(
        IReadOnlyList<LogRow> batch, IReadOnlyDictionary<Guid, Room> found) => batch
        .Where(row => row.Entry.EventCase == LogEntry.EventOneofCase.MessageCreated)
        .Select(row => found.GetValueOrDefault(row.ConversationId)).OfType<Room>()
        .Where(room => !room.IsCrowd).Distinct();

    private static async Task<IReadOnlySet<(string Tenant, string User)>> OfflineAsync(
        IDatabase database, IEnumerable<Room> rooms, CancellationToken cancellationToken)
    {
        var users = rooms.SelectMany(room => room.Users.Select(user => (room.Tenant, user))).Distinct().ToList();
        var online = await Task.WhenAll(users.Select(
            one => database.KeyExistsAsync(RoomKeys.Connections(one.Tenant, one.user)))).WaitAsync(cancellationToken);
        return users.Where((_, i) => !online[i]).ToHashSet();
    }

    private static bool IsNamed(LogRow row) =>
        row.Entry.ConversationChanged?.Changed.Contains(SettingsChange.ExternalId) is true;

    private static bool Matters(LogRow row) => row.Entry.EventCase
        is not (LogEntry.EventOneofCase.GenerationChanged or LogEntry.EventOneofCase.ReactionChanged
            or LogEntry.EventOneofCase.PinChanged or LogEntry.EventOneofCase.ThreadCreated);
}
