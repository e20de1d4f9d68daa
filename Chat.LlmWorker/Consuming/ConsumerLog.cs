using Confluent.Kafka;

namespace Chat.LlmWorker.Consuming;

/// <summary>Log messages of consuming requests.</summary>
internal static partial class ConsumerLog
{
    [LoggerMessage(1, LogLevel.Information, "{Count} partitions were assigned; this worker has {Total}.")]
    public static partial void Assigned(ILogger logger, int count, int total);

    [LoggerMessage(2, LogLevel.Information, "Partition {Partition} was revoked.")]
    public static partial void Revoked(ILogger logger, TopicPartition partition);

    [LoggerMessage(3, LogLevel.Warning, "No requests can be taken for now ({Code}: {Reason}).")]
    public static partial void Waiting(ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(4, LogLevel.Critical, "Consuming ended unexpectedly; the worker stops.")]
    public static partial void Ended(ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "The consumer group could not be left in order ({Reason}).")]
    public static partial void CloseFailed(ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Information, "Jobs on {Count} partitions take too long to wait for; they are given back.")]
    public static partial void GivingBack(ILogger logger, int count);

    [LoggerMessage(7, LogLevel.Warning, "Not all jobs could be given back; their leases will run out.")]
    public static partial void Abandoned(ILogger logger);

    [LoggerMessage(8, LogLevel.Debug, "The offset {Mark} could not be stored ({Reason}).")]
    public static partial void StoreFailed(ILogger logger, TopicPartitionOffset mark, string reason);

    [LoggerMessage(9, LogLevel.Error, "The record {Record} is dead: {Reason}")]
    public static partial void Dead(ILogger logger, TopicPartitionOffset record, string reason);

    [LoggerMessage(10, LogLevel.Warning, "The dead letter of {Record} could not be sent ({Reason}); it is tried again.")]
    public static partial void DeadDelayed(ILogger logger, TopicPartitionOffset record, string reason);

    [LoggerMessage(11, LogLevel.Error, "Handling the record {Record} failed unexpectedly.")]
    public static partial void Unexpected(ILogger logger, TopicPartitionOffset record, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "Kafka: {Code}: {Reason}")]
    public static partial void KafkaFailed(ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(13, LogLevel.Debug, "Partition {Partition} could not be held back or let flow ({Reason}).")]
    public static partial void FlowUnchanged(ILogger logger, TopicPartition partition, string reason);
}
