using Chat.Conversations.Messages;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Publishing;

/// <summary>Publishes what one conversation misses, up to what is known to be published, a bounded part at a time.</summary>
internal sealed class GapPublisher(
    LogReader log,
    LogChannel channel,
    PublishedOffsets offsets,
    GapWatch gaps,
    IOptions<PublishingOptions> options,
    ILogger<GapPublisher> logger)
{
    /// <summary>What is more is left to the next turn.</summary>
    private const int MostBatches = 10;

    public async Task PublishAsync(Behind behind, CancellationToken cancellationToken)
    {
        if (!gaps.Stays(behind)) return;
        using var work = BackgroundWork.Begin("log catch-up");
        var (position, upto) = (behind.From, behind.Upto);
        for (var batch = 0; batch < MostBatches && position.At < upto; batch++)
        {
            var most = (int)Math.Min(options.Value.BatchSize, upto - position.At);
            var entries = await log.ReadAsync(position, most, cancellationToken);
            if (entries.Count == 0)
            {
                // Nothing of it is left to publish, and nobody may wait for it for ever.
                offsets.Reached(position.Tenant, position.ConversationId, (position.At + 1, upto));
                logger.GapEmpty(position.At + 1, upto, position.ConversationId);
                return;
            }

            await channel.PublishAsync(entries, cancellationToken);
            offsets.Reached(position.Tenant, position.ConversationId, (position.At + 1, entries[^1].Offset));
            logger.CaughtUp(entries.Count, position.ConversationId);
            position = position with { At = entries[^1].Offset };
        }
    }
}
