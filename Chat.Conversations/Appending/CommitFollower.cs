using System.Threading.Channels;

namespace Chat.Conversations.Appending;

/// <summary>Does something about what was committed, in batches and off the callers' path; it never holds anybody up.</summary>
internal abstract class CommitFollower<TItem>(int queueCapacity, int batchSize) : BackgroundService
{
    private readonly Channel<TItem> _queue = Channel.CreateBounded<TItem>(
        new BoundedChannelOptions(queueCapacity) { SingleReader = true });

    /// <summary>Does what it has, as far as the time for stopping allows.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <summary>False when it has so much to do that this has to be found another way.</summary>
    protected bool TryAdd(TItem item) => _queue.Writer.TryWrite(item);

    /// <summary>Handles its failures itself.</summary>
    protected abstract Task FollowAsync(IReadOnlyList<TItem> batch, CancellationToken cancellationToken);

    // Ends when the queue is closed and empty, not with the stop token.
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<TItem>(batchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < batchSize && _queue.Reader.TryRead(out var item)) batch.Add(item);
            await FollowAsync(batch, stoppingToken);
            batch.Clear();
        }
    }
}
