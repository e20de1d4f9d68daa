using System.Threading.Channels;
using Chat.Conversations.Errors;
using Chat.Conversations.RateLimiting;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Appending;

/// <summary>
/// The one way in for changes: it gathers concurrent ones, commits each batch in one transaction, and only then
/// answers the callers.
/// </summary>
internal sealed class Appender(
    BatchTransaction transaction,
    ConversationRate rate,
    IEnumerable<ICommitListener> listeners,
    IOptions<AppenderOptions> options,
    ConversationsMetrics metrics,
    TimeProvider time,
    ILogger<Appender> logger) : BackgroundService
{
    private readonly AppenderOptions _options = options.Value;
    private readonly ICommitListener[] _listeners = [.. listeners];
    private readonly Channel<PendingChange> _queue = Channel.CreateBounded<PendingChange>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { SingleReader = true });

    /// <summary>
    /// Commits a change together with others and returns what it decided. Cancelling drops it while it waits; once
    /// it is in a transaction it is committed or not as a whole, and the answer tells which.
    /// </summary>
    public async Task<TResult> ApplyAsync<TResult>(
        IConversationChange<TResult> change, CancellationToken cancellationToken)
    {
        if (change.Scope is { IsCounted: true, ConversationId: { } conversationId, Caller: not null })
            await rate.TakeAsync(conversationId, cancellationToken);
        var pending = new PendingChange<TResult>(change);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException stopping)
        {
            throw new ChatException(ChatError.Unavailable, stopping);
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((PendingChange)waiting!).Cancel(token), pending);
        return await pending.Task;
    }

    /// <summary>Takes nothing new, and commits what it had taken.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    // The stop token is left alone on purpose: StopAsync closes the queue, and the loop ends when it is empty.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<PendingChange>(_options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            Drain(batch);
            if (batch.Count > 0) await CommitAsync(batch);
            batch.Clear();
        }
    }

    private void Drain(List<PendingChange> batch)
    {
        while (batch.Count < _options.BatchSize && _queue.Reader.TryRead(out var change))
        {
            if (change.TryStart()) batch.Add(change);
        }
    }

    private async Task CommitAsync(List<PendingChange> batch)
    {
        if (await TryCommitAsync(batch) is not { } failure) return;
        var parts = Parts(batch, failure);
        if (parts.Count == 1)
        {
            Fail(batch, failure);
            return;
        }

        // One of them is the reason: alone, only that one fails.
        logger.RetryingApart(failure, batch.Count, parts.Count);
        foreach (var part in parts)
        {
            if (await TryCommitAsync(part) is { } own) Fail(part, own);
        }
    }

    /// <summary>
    /// What is tried apart after a failure: each change, or, where one conversation was locked, those of each
    /// conversation, because waiting for it once is enough. When the database is away nothing is.
    /// </summary>
    private static List<List<PendingChange>> Parts(List<PendingChange> batch, Exception failure) =>
        StorageFailure.IsLocked(failure) ? [.. batch.GroupBy(change => change.Scope.Target).Select(part => part.ToList())]
        : StorageFailure.IsOutage(failure) ? [batch]
        : batch.ConvertAll(change => new List<PendingChange> { change });

    private void Fail(List<PendingChange> part, Exception failure)
    {
        var isOutage = StorageFailure.IsOutage(failure);
        if (isOutage) logger.BatchFailed(part.Count, failure.Message);
        foreach (var change in part)
            change.Fail(isOutage ? new ChatException(ChatError.Unavailable, failure) : failure);
    }

    /// <summary>Commits and answers; what went wrong is returned, because the caller decides about the rest.</summary>
    private async Task<Exception?> TryCommitAsync(List<PendingChange> batch)
    {
        using var work = BackgroundWork.Begin("append", batch.Select(change => change.Trace));
        var started = time.GetTimestamp();
        BatchWrites writes;
        try
        {
            writes = await transaction.RunAsync(batch, CancellationToken.None);
        }
        catch (Exception failure)
        {
            metrics.CommitFailed();
            return failure;
        }

        // It is committed: from here on nothing may look like a failure.
        metrics.Committed(batch.Count, time.GetElapsedTime(started));
        foreach (var listener in _listeners) listener.OnCommitted(writes);
        foreach (var change in batch) change.Complete();
        return null;
    }
}
