using System.Text;
using Confluent.Kafka;

namespace Chat.Tests.Infrastructure;

/// <summary>Reads a topic from its beginning, beside everybody else.</summary>
internal sealed class KafkaReader : IDisposable
{
    private readonly IConsumer<byte[], byte[]> _consumer;

    public KafkaReader(string address, string topic)
    {
        var settings = new ConsumerConfig
        {
            BootstrapServers = address,
            GroupId = $"test-{Guid.NewGuid():N}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            AllowAutoCreateTopics = true,
        };
        _consumer = new ConsumerBuilder<byte[], byte[]>(settings).SetErrorHandler((_, _) => { }).Build();
        _consumer.Subscribe(topic);
    }

    /// <summary>All records until the condition holds; fails when it does not in time.</summary>
    public Task<List<ConsumeResult<byte[], byte[]>>> ReadUntilAsync(
        Func<IReadOnlyList<ConsumeResult<byte[], byte[]>>, bool> enough, TimeSpan within, CancellationToken cancellationToken) =>
        Task.Run(() => ReadUntil(enough, within, cancellationToken), cancellationToken);

    public static string? Header(ConsumeResult<byte[], byte[]> record, string name) =>
        record.Message.Headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }

    private List<ConsumeResult<byte[], byte[]>> ReadUntil(
        Func<IReadOnlyList<ConsumeResult<byte[], byte[]>>, bool> enough, TimeSpan within, CancellationToken cancellationToken)
    {
        var records = new List<ConsumeResult<byte[], byte[]>>();
        var start = TimeProvider.System.GetTimestamp();
        while (!enough(records))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < within, $"Only {records.Count} records within {within}.");
            cancellationToken.ThrowIfCancellationRequested();
            if (Next() is { Message: not null } record)
                records.Add(record);
        }

        return records;
    }

    private ConsumeResult<byte[], byte[]>? Next()
    {
        try
        {
            return _consumer.Consume(TimeSpan.FromMilliseconds(100));
        }
        catch (ConsumeException failure) when (failure.Error.Code == ErrorCode.UnknownTopicOrPart)
        {
            // Newer clients say so of a topic that nobody wrote to yet; it comes with its first record.
            return null;
        }
    }
}
