using System.Collections.Concurrent;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>Two replicas that write one conversation know together how far it is published.</summary>
[Collection(FaultCollection.Name)]
[Trait("Requirement", "DLV-12")]
public sealed class PublishingTests(ReplicatedApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(3)), IClassFixture<ReplicatedApplication>
{
    private const int Writers = 8;

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task PublishedOffset_KeepsUp_WhileBothReplicasWrite()
    {
        await Chat.Faults.InstancesAsync("conversations", 2, Cancel);
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writing = Enumerable.Range(0, Writers).Select(_ => WriteAsync(ann.Token!, group, stop.Token)).ToList();

        foreach (var least in new[] { 200, 400 })
            await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published > least, s_soon, Cancel);
        await stop.CancelAsync();
        await Task.WhenAll(writing);
        var head = (await ann.ConversationAsync(group, Cancel)).HeadOffset;
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published == head, s_soon, Cancel);

        Assert.DoesNotContain(
            Chat.Logs.Records, record => record.Line.Contains($"entries of conversation {group}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gaps_ArePublishedOnce_AndNothingElse()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var n = 0; n < 10; n++)
            await ann.SendAsync(group, $"{n}", Cancel);
        var head = (await ann.ConversationAsync(group, Cancel)).HeadOffset;
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published == head, s_soon, Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var offsets = new ConcurrentQueue<long>();
        await redis.ListenAsync(
            ConversationChannel.Name(group), value => offsets.Enqueue(LogEntry.Parser.ParseFrom((byte[])value!).Offset));

        // As if a replica had died between 3 and 6, and another one between 7 and the end.
        await ExecuteAsync($"UPDATE conversations SET published_offset = 3, published_ahead = '{{[6,8)}}' WHERE id = '{group}'");
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published == head, s_soon, Cancel);

        Assert.Equal([4L, 5L, .. Enumerable.Range(8, (int)head - 7).Select(offset => (long)offset)], offsets);
    }

    /// <summary>Over a connection of its own, so that both replicas have some.</summary>
    private async Task WriteAsync(string token, Guid group, CancellationToken stop)
    {
        using var channel = Chat.Grpc("conversations");
        var messages = new MessageChangeService.MessageChangeServiceClient(channel);
        var send = new SendMessageRequest { ConversationId = group.ToString(), Content = "hello" };
        while (!stop.IsCancellationRequested)
            await messages.SendAsync(send, GrpcCalls.As(token, Cancel));
    }

    private async Task<long> PublishedAsync(Guid conversation, CancellationToken cancellationToken)
    {
        await using var database = await Chat.OpenDatabaseAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"SELECT published_offset FROM conversations WHERE id = '{conversation}'", database);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, database);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
