using System.Threading.Channels;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Publishing;

/// <summary>
/// Sends what was just committed to Redis, off the callers' path. It never holds anybody up: what it cannot take or
/// cannot send stays behind in <c>published_offset</c>, where <see cref="CatchUp"/> finds it.
/// </summary>
internal sealed class Publisher(
    LogChannel channel,
    PublishedOffsets offsets,
    IOptions<PublishingOptions> options,
    ConversationsMetrics metrics,
    ILogger<Publisher> logger) : BackgroundService, ICommitListener
{
    private readonly int _batchSize = options.Value.BatchSize;
    private readonly Channel<LogEntry> _queue = Channel.CreateBounded<LogEntry>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });

    public void OnCommitted(BatchWrites writes)
    {
        var left = writes.Log.Count(row => !_queue.Writer.TryWrite(row.Entry));
        if (left > 0) metrics.LeftToCatchUp(left);
    }

    /// <summary>Sends what it has, as far as the time for stopping allows.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    // Ends when the queue is closed and empty, not with the stop token.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<LogEntry>(_batchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < _batchSize && _queue.Reader.TryRead(out var entry)) batch.Add(entry);
            await TryPublishAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private async Task TryPublishAsync(List<LogEntry> batch, CancellationToken cancellationToken)
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
