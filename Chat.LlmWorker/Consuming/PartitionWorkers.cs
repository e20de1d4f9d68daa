using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Consuming;

/// <summary>
/// The workers of the partitions that Kafka assigned to this process. Kafka tells of changes on the thread that polls, so
/// only <see cref="DrainAsync"/> may be called from another.
/// </summary>
internal sealed class PartitionWorkers(
    RequestHandler handler, ConversationLanes lanes, PartitionFlow flow, Assignment assignment,
    IOptions<ConsumerOptions> options, TimeProvider time, ILogger<PartitionWorkers> logger) : IDisposable
{
    private readonly Dictionary<TopicPartition, PartitionWorker> _assigned = [];
    // Revoked with jobs still under way.
    private readonly ConcurrentDictionary<PartitionWorker, Task> _leaving = new();
    private readonly CancellationTokenSource _abort = new();

    public void Assign(IConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
            _assigned[partition] = new PartitionWorker(
                partition, handler, lanes, options.Value, mark => Store(consumer, mark));
        flow.Forget(partitions);
        Regulate(consumer);
        assignment.Note();
        ConsumerLog.Assigned(logger, partitions.Count, _assigned.Count);
    }

    public void Revoke(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions.ToList())
            if (_assigned.Remove(partition, out var worker))
            {
                worker.Revoke();
                Follow(worker);
                ConsumerLog.Revoked(logger, partition);
            }
    }

    public void RevokeAll() => Revoke(_assigned.Keys);

    public void Accept(ConsumeResult<byte[], byte[]> record)
    {
        if (!_assigned.TryGetValue(record.TopicPartition, out var worker))
            return;
        flow.Delivered(record.TopicPartition);
        worker.Accept(record, _abort.Token);
    }

    /// <summary>Holds back the records of partitions that are full, and lets those with room flow again.</summary>
    public void Regulate(IConsumer<byte[], byte[]> consumer)
    {
        foreach (var worker in _assigned.Values)
            flow.Regulate(consumer, worker);
    }

    /// <summary>Waits for the jobs under way, then makes them give up, then leaves them to the takeover.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (await TryFinishAsync(options.Value.DrainTimeout, cancellationToken))
            return;
        ConsumerLog.GivingBack(logger, _leaving.Count);
        await _abort.CancelAsync();
        if (!await TryFinishAsync(options.Value.GiveBackTimeout, cancellationToken))
            ConsumerLog.Abandoned(logger);
    }

    public void Dispose() => _abort.Dispose();

    private async Task<bool> TryFinishAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_leaving.Values).WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Follow(PartitionWorker worker)
    {
        var drained = worker.DrainAsync(CancellationToken.None);
        _leaving[worker] = drained;
        _ = drained.ContinueWith(
            _ => Forget(worker), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Forget(PartitionWorker worker)
    {
        _leaving.TryRemove(worker, out _);
        worker.Dispose();
    }

    private void Store(IConsumer<byte[], byte[]> consumer, TopicPartitionOffset mark)
    {
        try
        {
            consumer.StoreOffset(mark);
        }
        catch (KafkaException failure)
        {
            // The partition went away this moment: its next owner finds the job claimed or ended.
            ConsumerLog.StoreFailed(logger, mark, failure.Error.Reason);
        }
    }
}
