using System.Collections.Concurrent;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>Two replicas that write one conversation know together how far it is published.</summary>
[Collection(ReplicatedCollection.Name)]
[Trait("Requirement", "DLV-12")]
public sealed class PublishingTests(ReplicatedApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(3))
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

    [Fact]
    public async Task ManyGaps_OfOneConversation_AreClosedInOneTurn()
    {
        const int Gaps = 40;
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var n = 0; n < 2 * Gaps; n++)
            await ann.SendAsync(group, $"{n}", Cancel);
        var head = (await ann.ConversationAsync(group, Cancel)).HeadOffset;
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published == head, s_soon, Cancel);

        // As if Redis had come and gone while both replicas wrote: every other entry from 4 on is out.
        var ahead = string.Join(',', Enumerable.Range(2, Gaps - 2).Select(n => $"[{2 * n},{(2 * n) + 1})"));
        await ExecuteAsync($"UPDATE conversations SET published_offset = 2, published_ahead = '{{{ahead}}}' WHERE id = '{group}'");
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published == head, s_soon, Cancel);

        Assert.Single(
            Chat.Logs.Records, record => record.Line.Contains($"entries of conversation {group}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gap_InAConversationThatIsWrittenAllTheTime_IsClosed()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var n = 0; n < 10; n++)
            await ann.SendAsync(group, $"{n}", Cancel);
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published > 8, s_soon, Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writing = WriteAsync(ann.Token!, group, stop.Token);

        await ExecuteAsync(
            $"""
            UPDATE conversations SET published_offset = 3, published_ahead = int8multirange(int8range(6, published_offset + 1))
            WHERE id = '{group}'
            """);
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published > 8, s_soon, Cancel);

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task ConversationsThatCannotBePublished_KeepNoOtherBehind()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var head = (await ann.ConversationAsync(group, Cancel)).HeadOffset;
        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published == head, s_soon, Cancel);

        // More than one round takes, older than all others, and their log is empty.
        var title = $"copy-{Guid.NewGuid():N}";
        await CopyAsync(group, title, 250);
        await ExecuteAsync($"UPDATE conversations SET published_offset = 0 WHERE id = '{group}'");

        await Eventually.ReadAsync(token => PublishedAsync(group, token), published => published == head, s_soon, Cancel);
        await Eventually.ReadAsync(
            token => CountAsync($"SELECT count(*) FROM conversations WHERE title = '{title}' AND published_offset < head_offset", token),
            behind => behind == 0, s_soon, Cancel);
    }

    [Fact]
    [Trait("Requirement", "RDS-17")]
    public async Task EveryEntry_IsPublished_AfterRedisWasStoppedAndEmptied()
    {
        Chat.Logs.Expect("(?i)redis|unavailable|connection|timeout|timed out");
        using var ann = Chat.NewUser();
        var groups = new List<Guid>();
        for (var n = 0; n < Writers; n++)
            groups.Add((await ann.CreateGroupAsync([], Cancel)).Id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writing = groups.Concat(groups).Select(group => WriteAsync(ann.Token!, group, stop.Token)).ToList();

        for (var round = 0; round < 3; round++)
        {
            await GrowAsync(groups[0]);
            await Chat.Faults.CommandAsync("redis", "stop", Cancel);
            await GrowAsync(groups[0]);
            await Chat.Faults.StartAsync("redis", Cancel);
            await GrowAsync(groups[0]);
            using var redis = await Chat.OpenRedisAsync(Cancel);
            await redis.GetDatabase().ExecuteAsync("FLUSHALL");
        }

        await stop.CancelAsync();
        await Task.WhenAll(writing);
        var ids = string.Join(", ", groups.Select(group => $"'{group}'"));
        await Eventually.ReadAsync(
            token => CountAsync($"SELECT count(*) FROM conversations WHERE id IN ({ids}) AND published_offset < head_offset", token),
            behind => behind == 0, s_soon, Cancel);

        async Task GrowAsync(Guid group)
        {
            var head = (await ann.ConversationAsync(group, Cancel)).HeadOffset;
            await Eventually.ReadAsync(
                token => ann.ConversationAsync(group, token), now => now.HeadOffset > head + 50, s_soon, Cancel);
        }
    }

    /// <summary>Copies of a conversation's row under other ids, which say that they have a log.</summary>
    private async Task CopyAsync(Guid conversation, string title, int count)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        var columns = new List<string>();
        await using (var read = new NpgsqlCommand(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'conversations' AND is_generated = 'NEVER'", database))
        await using (var reader = await read.ExecuteReaderAsync(Cancel))
            while (await reader.ReadAsync(Cancel))
                columns.Add(reader.GetString(0));
        var values = columns.Select(column => column switch
        {
            "id" => "gen_random_uuid()",
            "title" => $"'{title}'",
            "external_id" or "unique_key" => "NULL",
            "published_offset" => "0",
            "updated_at" => "created_at",
            _ => column,
        });
        await ExecuteAsync(
            $"""
            INSERT INTO conversations ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)}
            FROM conversations, generate_series(1, {count}) WHERE id = '{conversation}'
            """);
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

    private Task<long> PublishedAsync(Guid conversation, CancellationToken cancellationToken) =>
        CountAsync($"SELECT published_offset FROM conversations WHERE id = '{conversation}'", cancellationToken);

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var database = await Chat.OpenDatabaseAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, database);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, database);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
