using Chat.Conversations.Messages;
using Chat.Conversations.Messages.Reading;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Publishing;

/// <summary>Publishes what one conversation misses, gap by gap, a bounded part at a time.</summary>
internal sealed class GapPublisher(
    LogReader log,
    LogChannel channel,
    PublishedOffsets offsets,
    GapWatch gaps,
    IOptions<PublishingOptions> options,
    ILogger<GapPublisher> logger)
{
    /// <summary>What is more is left to the next turn.</summary>
    private const int MostBatches = 100;

    public async Task PublishAsync(Behind behind, CancellationToken cancellationToken)
    {
        if (!gaps.Stays(behind)) return;
        using var work = BackgroundWork.Begin("log catch-up");
        var left = MostBatches;
        var published = 0;
        foreach (var (first, last) in behind.Gaps)
        {
            for (var position = behind.From with { At = first - 1 }; position.At < last && left > 0; left--)
            {
                var count = await PublishPartAsync(position, last, cancellationToken);
                (position, published) = (position with { At = count == 0 ? last : position.At + count }, published + count);
            }
        }

        if (published > 0) logger.CaughtUp(published, behind.From.ConversationId);
    }

    /// <summary>How many entries were published; none where none is left to publish.</summary>
    private async Task<int> PublishPartAsync(ReadPosition position, long last, CancellationToken cancellationToken)
    {
        var most = (int)Math.Min(options.Value.BatchSize, last - position.At);
        var entries = await log.ReadAsync(position, most, cancellationToken);
        if (entries.Count == 0)
        {
            // Nobody may wait for it for ever.
            offsets.Reached(position.Tenant, position.ConversationId, (position.At + 1, last));
            logger.GapEmpty(position.At + 1, last, position.ConversationId);
            return 0;
        }

        await channel.PublishAsync(entries, cancellationToken);
        offsets.Reached(position.Tenant, position.ConversationId, (position.At + 1, entries[^1].Offset));
        return (int)(entries[^1].Offset - position.At);
    }
}
