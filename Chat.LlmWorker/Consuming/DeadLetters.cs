using System.Text;
using Chat.Contracts;
using Chat.Contracts.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Consuming;

/// <summary>Keeps records that nobody can make sense of, unchanged and with the reason, for people to look at.</summary>
internal sealed class DeadLetters(
    IProducer<byte[], byte[]> producer, ConsumerMetrics metrics, IOptions<ConsumerOptions> options, TimeProvider time,
    ILogger<DeadLetters> logger)
{
    /// <summary>Returns when Kafka has the record; until then its source is not settled.</summary>
    public async Task SendAsync(
        ConsumeResult<byte[], byte[]> record, string reason, CancellationToken cancellationToken)
    {
        var letter = Address(record, reason);
        for (var failures = 1; ; failures++)
        {
            try
            {
                await producer.ProduceAsync(Topics.ChatRequestDead, letter, cancellationToken);
                metrics.Dead();
                ConsumerLog.Dead(logger, record.TopicPartitionOffset, reason);
                return;
            }
            catch (KafkaException failure)
            {
                ConsumerLog.DeadDelayed(logger, record.TopicPartitionOffset, failure.Error.Reason);
            }
            await Task.Delay(Backoff.After(failures, options.Value), time, cancellationToken);
        }
    }

    private static Message<byte[], byte[]> Address(ConsumeResult<byte[], byte[]> record, string reason)
    {
        var headers = new Headers();
        foreach (var header in record.Message.Headers ?? [])
            headers.Add(header.Key, header.GetValueBytes());
        headers.Add(HeaderNames.DeadReason, Encoding.UTF8.GetBytes(reason));
        headers.Add(
            HeaderNames.DeadSource,
            Encoding.UTF8.GetBytes($"{record.Topic}/{record.Partition.Value}/{record.Offset.Value}"));
        return new() { Key = record.Message.Key, Value = record.Message.Value, Headers = headers };
    }
}
