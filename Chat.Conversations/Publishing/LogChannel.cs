using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Google.Protobuf;
using StackExchange.Redis;

namespace Chat.Conversations.Publishing;

/// <summary>The way of log entries to Redis: each encoded once, many in one pipeline.</summary>
internal sealed class LogChannel(IConnectionMultiplexer redis, ConversationsMetrics metrics)
{
    // A connection that hangs may never answer, and whoever publishes has others to publish.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Publishes the entries in their order; throws when Redis did not take them all.</summary>
    public async Task PublishAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var subscriber = redis.GetSubscriber();
        // Not awaited one by one: that is what makes it a pipeline.
        var sent = entries.Select(entry => subscriber.PublishAsync(ChannelOf(entry), entry.ToByteArray())).ToArray();
        await Task.WhenAll(sent).WaitAsync(Longest, cancellationToken);
        metrics.Published(entries.Count);
    }

    private static RedisChannel ChannelOf(LogEntry entry) =>
        new(ConversationChannel.Name(Guid.Parse(entry.ConversationId)), RedisChannel.PatternMode.Literal);
}
