using System.Diagnostics;
using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>A producer that records what it sends.</summary>
internal sealed class InstrumentedProducer<TKey, TValue>(IProducer<TKey, TValue> inner) : IProducer<TKey, TValue>
{
    public Handle Handle => inner.Handle;

    public string Name => inner.Name;

    public Task<DeliveryResult<TKey, TValue>> ProduceAsync(
        string topic, Message<TKey, TValue> message, CancellationToken cancellationToken = default) =>
        RecordAsync(topic, message, () => inner.ProduceAsync(topic, message, cancellationToken));

    public Task<DeliveryResult<TKey, TValue>> ProduceAsync(
        TopicPartition topicPartition, Message<TKey, TValue> message, CancellationToken cancellationToken = default) =>
        RecordAsync(topicPartition.Topic, message, () => inner.ProduceAsync(topicPartition, message, cancellationToken));

    public void Produce(
        string topic, Message<TKey, TValue> message, Action<DeliveryReport<TKey, TValue>>? deliveryHandler = null) =>
        Record(topic, message, deliveryHandler, report => inner.Produce(topic, message, report));

    public void Produce(
        TopicPartition topicPartition,
        Message<TKey, TValue> message,
        Action<DeliveryReport<TKey, TValue>>? deliveryHandler = null) =>
        Record(topicPartition.Topic, message, deliveryHandler, report => inner.Produce(topicPartition, message, report));

    public int AddBrokers(string brokers) => inner.AddBrokers(brokers);

    public int Poll(TimeSpan timeout) => inner.Poll(timeout);

    public int Flush(TimeSpan timeout) => inner.Flush(timeout);

    public void Flush(CancellationToken cancellationToken = default) => inner.Flush(cancellationToken);

    public void InitTransactions(TimeSpan timeout) => inner.InitTransactions(timeout);

    public void BeginTransaction() => inner.BeginTransaction();

    public void CommitTransaction(TimeSpan timeout) => inner.CommitTransaction(timeout);

    public void CommitTransaction() => inner.CommitTransaction();

    public void AbortTransaction(TimeSpan timeout) => inner.AbortTransaction(timeout);

    public void AbortTransaction() => inner.AbortTransaction();

    public void SendOffsetsToTransaction(
        IEnumerable<TopicPartitionOffset> offsets, IConsumerGroupMetadata groupMetadata, TimeSpan timeout) =>
        inner.SendOffsetsToTransaction(offsets, groupMetadata, timeout);

    public void Dispose() => inner.Dispose();

    private static async Task<DeliveryResult<TKey, TValue>> RecordAsync(
        string topic, Message<TKey, TValue> message, Func<Task<DeliveryResult<TKey, TValue>>> produce)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var span = KafkaTelemetry.StartPublish(topic, message);
        ErrorCode? error = null;
        try
        {
            return await produce();
        }
        catch (KafkaException exception)
        {
            error = exception.Error.Code;
            throw;
        }
        finally
        {
            KafkaTelemetry.EndPublish(span, startedAt, topic, error);
        }
    }

    private static void Record(
        string topic,
        Message<TKey, TValue> message,
        Action<DeliveryReport<TKey, TValue>>? deliveryHandler,
        Action<Action<DeliveryReport<TKey, TValue>>> produce)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var caller = Activity.Current;
        var span = KafkaTelemetry.StartPublish(topic, message);
        // The span ends with the delivery, on another thread, and must not stay the caller's current one until then.
        Activity.Current = caller;
        try
        {
            produce(report =>
            {
                KafkaTelemetry.EndPublish(span, startedAt, topic, report.Error.IsError ? report.Error.Code : null);
                deliveryHandler?.Invoke(report);
            });
        }
        catch (KafkaException exception)
        {
            KafkaTelemetry.EndPublish(span, startedAt, topic, exception.Error.Code);
            throw;
        }
    }
}
