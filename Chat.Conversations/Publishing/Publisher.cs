using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Publishing;

/// <summary>
/// Sends what was just committed to Redis. What it cannot take or cannot send stays behind in <c>published_offset</c>, where
/// <see cref="CatchUp"/> finds it.
/// </summary>
internal sealed class Publisher(
    LogChannel channel,
    PublishedOffsets offsets,
    IOptions<PublishingOptions> options,
    ConversationsMetrics metrics,
    ILogger<Publisher> logger)
    : CommitFollower<LogEntry>(options.Value.QueueCapacity, options.Value.BatchSize), ICommitListener
{
    public void OnCommitted(BatchWrites writes)
    {
        var left = writes.Log.Count(row => !TryAdd(row.Entry));
        if (left > 0) metrics.LeftToCatchUp(left);
    }

    protected override async Task FollowAsync(IReadOnlyList<LogEntry> batch, CancellationToken cancellationToken)
    {
        try
        {
            await channel.PublishAsync(batch, cancellationToken);
            offsets.Reached(batch);
        }
        catch (Exception failure)
        {
            // Redis is down or we stop: the entries are safe in the log, and the catch-up sends them.
            metrics.LeftToCatchUp(batch.Count);
            logger.PublishFailed(batch.Count, failure.Message);
        }
    }
}
