using Chat.Conversations.Errors;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Appending;

/// <summary>Commits changes and answers their callers.</summary>
internal sealed class BatchCommit(
    BatchTransaction transaction,
    IEnumerable<ICommitListener> listeners,
    IEnumerable<ICommitGate> gates,
    ConversationsMetrics metrics,
    TimeProvider time,
    ILogger<Appender> logger)
{
    private readonly ICommitListener[] _listeners = [.. listeners];
    private readonly ICommitGate[] _gates = [.. gates];

    /// <summary>Commits and answers; what went wrong is returned, because the caller decides about the rest.</summary>
    public async Task<Exception?> TryAsync(
        IReadOnlyList<PendingChange> batch, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        using var work = BackgroundWork.Begin("append", batch.Select(change => change.Trace));
        var started = time.GetTimestamp();
        BatchWrites writes;
        try
        {
            writes = await transaction.RunAsync(batch, lockTimeout, cancellationToken);
        }
        catch (Exception failure)
        {
            metrics.CommitFailed();
            return failure;
        }

        // It is committed: from here on nothing may look like a failure.
        metrics.Committed(batch.Count, time.GetElapsedTime(started));
        foreach (var listener in _listeners) listener.OnCommitted(writes);
        foreach (var gate in _gates) await gate.OnCommittedAsync(writes, CancellationToken.None);
        foreach (var change in batch) change.Complete();
        return null;
    }

    /// <summary>After a failure that one of them is the reason of: alone, only that one fails.</summary>
    public async Task OneByOneAsync(
        IReadOnlyList<PendingChange> batch, TimeSpan lockTimeout, Exception failure, CancellationToken cancellationToken)
    {
        logger.RetryingApart(failure, batch.Count);
        foreach (var change in batch)
            if (await TryAsync([change], lockTimeout, cancellationToken) is { } own) Fail([change], own);
    }

    public void Fail(IReadOnlyList<PendingChange> part, Exception failure)
    {
        var isOutage = StorageFailure.IsOutage(failure);
        if (isOutage) logger.BatchFailed(part.Count, failure.Message);
        foreach (var change in part)
            change.Fail(isOutage ? new ChatException(ChatError.Unavailable, failure) : failure);
    }
}
