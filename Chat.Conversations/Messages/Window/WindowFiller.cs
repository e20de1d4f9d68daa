using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages.Reading;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Messages.Window;

/// <summary>Fills the windows that were missed, one after the other, so that it never costs more than one connection.</summary>
internal sealed class WindowFiller(
    WindowStore store, MessageHistory history, IOptions<WindowOptions> options, ILogger<WindowFiller> logger)
    : BackgroundService
{
    // Dropping is fine: the next read that misses asks again.
    private readonly Channel<ConversationHead> _wanted = Channel.CreateBounded<ConversationHead>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });

    private readonly ConcurrentDictionary<Guid, bool> _waiting = new();

    /// <summary>Has the window filled some time; a conversation waits only once.</summary>
    public void Want(ConversationHead head)
    {
        if (!_waiting.TryAdd(head.Id, true)) return;
        if (!_wanted.Writer.TryWrite(head)) _waiting.TryRemove(head.Id, out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var head in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            _waiting.TryRemove(head.Id, out _);
            await TryFillAsync(head, stoppingToken);
        }
    }

    private async Task TryFillAsync(ConversationHead head, CancellationToken cancellationToken)
    {
        try
        {
            // Read after the head: what came since then makes the window newer than its offset says, never older.
            var page = await history.BeforeAsync(head, long.MaxValue, MessageWindow.Capacity, cancellationToken);
            // Nothing is kept of a conversation that has nothing, or that was purged meanwhile.
            if (page.Items.Count > 0)
                await store.FillAsync(head.Id, head.ContentOffset, page, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.WindowNotFilled(head.Id, failure.Message);
        }
    }
}
