using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Messages;

namespace Chat.Conversations.Projections;

/// <summary>
/// Keeps the rooms design's keys in Redis in step with what is committed. What it could not take or write is remembered
/// and written anew from the database.
/// </summary>
internal sealed class RoomProjector(
    RoomProjection projection, StaleRooms stale, ConversationsMetrics metrics, ILogger<RoomProjector> logger)
    : CommitFollower<LogRow>(QueueCapacity, BatchSize), ICommitListener
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
            await projection.RunAsync(batch, cancellationToken);
        }
        catch (Exception failure)
        {
            // Redis or the database is away, or we stop: nobody waits for it, and it is written anew later.
            foreach (var row in batch) stale.Add(row.ConversationId);
            metrics.ProjectionsLeft(batch.Count);
            logger.ProjectionLeft(batch.Count, failure.Message);
        }
    }

    private static bool Matters(LogRow row) => row.Entry.EventCase
        is not (LogEntry.EventOneofCase.GenerationChanged or LogEntry.EventOneofCase.ReactionChanged
            or LogEntry.EventOneofCase.PinChanged or LogEntry.EventOneofCase.ThreadCreated);
}
