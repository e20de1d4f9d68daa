using Confluent.Kafka;

namespace Chat.LlmWorker.Consuming;

/// <summary>
/// Keeps the client's pauses at what the partitions' workers want. Only what the client was told in this assignment is
/// known; whatever is not known is said again, so that no pause outlives its reason. Used by the polling thread alone.
/// </summary>
/// <remarks>
/// The client remembers a pause when it loses a partition and gets it back. It is not told to let a partition flow that
/// flows, for then it would throw away what it has fetched.
/// </remarks>
internal sealed class PartitionFlow(ILogger<PartitionFlow> logger)
{
    private readonly Dictionary<TopicPartition, bool> _paused = [];

    /// <summary>Partitions begin a new assignment: in which state the client left them is not known.</summary>
    public void Forget(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
            _paused.Remove(partition);
    }

    /// <summary>A record of the partition came, so it flows, whatever the client was told.</summary>
    public void Delivered(TopicPartition partition) => _paused[partition] = false;

    /// <summary>Tells the client what the worker wants, unless it is known to do that already.</summary>
    public void Regulate(IConsumer<byte[], byte[]> consumer, PartitionWorker worker)
    {
        bool? isPaused = _paused.TryGetValue(worker.Partition, out var known) ? known : null;
        // In between it stays as it is.
        var wantsPause = worker.IsFull || (isPaused == true && !worker.HasRoomAgain);
        if (isPaused != wantsPause)
            Apply(consumer, worker.Partition, wantsPause);
    }

    private void Apply(IConsumer<byte[], byte[]> consumer, TopicPartition partition, bool pause)
    {
        try
        {
            if (pause)
                consumer.Pause([partition]);
            else
                consumer.Resume([partition]);
            _paused[partition] = pause;
        }
        catch (KafkaException failure)
        {
            // It is tried again at the next turn.
            _paused.Remove(partition);
            ConsumerLog.FlowUnchanged(logger, partition, failure.Error.Reason);
        }
    }
}
