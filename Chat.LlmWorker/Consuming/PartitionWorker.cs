using Chat.Contracts.Kafka;
using Confluent.Kafka;

namespace Chat.LlmWorker.Consuming;

/// <summary>
/// Works on the records of one assigned partition: several conversations at once, each in its order, and never more
/// records than fit.
/// </summary>
internal sealed class PartitionWorker(
    TopicPartition partition, RequestHandler handler, ConversationLanes lanes, ConsumerOptions options,
    Action<TopicPartitionOffset> store) : IDisposable
{
    /// <summary>How many records, settled for the most part, may be read again after a restart for each that fits.</summary>
    private const int SpanPerRecord = 256;

    private readonly OffsetMarks _marks = new();
    private readonly HashSet<Task> _running = [];
    private readonly FairSlots _slots = new(options.Concurrency, options.UserConcurrency);
    private readonly CancellationTokenSource _revoked = new();
    private readonly Lock _lock = new();
    private long _newest = -1;

    public TopicPartition Partition => partition;

    public bool IsFull => IsOver(options.Capacity - 1);

    public bool HasRoomAgain => !IsOver(options.Capacity / 2);

    /// <summary>Takes the next record in; one that the client delivers again in the same assignment is at work already.</summary>
    public void Accept(ConsumeResult<byte[], byte[]> record, CancellationToken abort)
    {
        if (record.Offset.Value <= _newest)
            return;
        _newest = record.Offset.Value;
        var request = ChatRequest.TryParse(record.Message.Value ?? [], out var parsed) ? parsed : null;
        lock (_lock)
        {
            _marks.Add(record.Offset.Value);
            // What is no request belongs to no conversation and waits for nobody.
            var task = lanes.EnqueueAsync(
                request?.ConversationId ?? Guid.NewGuid(), () => WorkAsync(record, request, abort), _revoked.Token);
            _running.Add(task);
            _ = task.ContinueWith(
                Leave, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>
    /// Begins nothing more: records that wait are left to the partition's next owner. Jobs under way go on, for they are
    /// fenced by their lease, but their offsets are no longer ours to store.
    /// </summary>
    public void Revoke()
    {
        lock (_lock)
            _revoked.Cancel();
    }

    /// <summary>Ends when nothing is under way any more.</summary>
    public Task DrainAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.WhenAll(_running).WaitAsync(cancellationToken);
    }

    public void Dispose() => _revoked.Dispose();

    private async Task WorkAsync(ConsumeResult<byte[], byte[]> record, ChatRequest? request, CancellationToken abort)
    {
        var user = UserOf(request);
        try
        {
            await _slots.WaitAsync(user, _revoked.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        try
        {
            if (await handler.TryHandleAsync(record, request, _revoked.Token, abort))
                Settle(record.Offset.Value);
        }
        finally
        {
            _slots.Release(user);
        }
    }

    // One long answer must not hold back what comes after it and is settled already: that is only read again after a restart.
    private bool IsOver(int records)
    {
        lock (_lock)
            return _marks.Unsettled > records || _marks.Span > (long)records * SpanPerRecord;
    }

    // Older records do not say who asked; a conversation stands for its users then.
    private static SlotUser UserOf(ChatRequest? request) => request is null
        ? new SlotUser("", "")
        : new SlotUser(request.Tenant, request.RequestedBy ?? request.ConversationId.ToString("D"));

    private void Settle(long offset)
    {
        lock (_lock)
            if (_marks.Settle(offset) is { } mark && !_revoked.IsCancellationRequested)
                store(new TopicPartitionOffset(partition, mark));
    }

    private void Leave(Task task)
    {
        lock (_lock)
            _running.Remove(task);
    }
}
