using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Validation;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Window;

/// <summary>
/// The newest messages of a conversation without asking the database for them. A window is only used when it reflects
/// the conversation's newest change, so it is never stale; a missing one is filled in the background.
/// </summary>
internal sealed class MessageWindow(
    WindowStore store,
    WindowFiller filler,
    IOptions<WindowOptions> options,
    ConversationsMetrics metrics,
    TimeProvider time,
    ILogger<MessageWindow> logger)
{
    /// <summary>As many as the largest page has.</summary>
    public const int Capacity = Limits.MessagesMost;

    private readonly TimeSpan _pause = options.Value.Pause;
    private long _awayUntil;

    /// <summary>The newest messages of the main conversation, newest first; null when the database must be asked.</summary>
    public async Task<Page<Wire.Message>?> TryReadAsync(
        ConversationHead head, int count, CancellationToken cancellationToken)
    {
        if (count > Capacity) return null;
        if (time.GetTimestamp() < Volatile.Read(ref _awayUntil))
        {
            metrics.WindowUnavailable();
            return null;
        }

        try
        {
            var page = await store.ReadAsync(head.Id, head.ContentOffset, count, cancellationToken);
            if (page is null) filler.Want(head);
            metrics.WindowRead(page is not null);
            return page;
        }
        catch (Exception failure) when (WindowStore.IsAway(failure))
        {
            Volatile.Write(ref _awayUntil, time.GetTimestamp() + (long)(_pause.TotalSeconds * time.TimestampFrequency));
            metrics.WindowUnavailable();
            logger.WindowUnavailable(failure.Message);
            return null;
        }
    }
}
