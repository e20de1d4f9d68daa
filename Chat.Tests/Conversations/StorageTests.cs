using System.Globalization;
using System.Text.Json;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>Where messages are kept: in the partition of their month, and the newest in Redis too.</summary>
public sealed class StorageTests(SharedApplication chat) : SystemTest(chat)
{
    private const int Reads = 50;

    private const string PartitionsOfMessages =
        "SELECT tableoid::regclass::text FROM messages WHERE conversation_id = $1 ORDER BY seq";

    private const string PartitionsOfLog =
        "SELECT tableoid::regclass::text FROM log WHERE conversation_id = $1 ORDER BY \"offset\"";

    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("messages")]
    [InlineData("log")]
    [Trait("Requirement", "STG-02")]
    public async Task Partitions_AreThereBeforeTheirMonth(string table)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(
            """
            SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid,
            set_config('timezone', 'UTC', false) WHERE i.inhparent = to_regclass($1)
            """, database);
        command.Parameters.AddWithValue(table);
        var bounds = new Dictionary<string, string>();
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
            while (await reader.ReadAsync(Cancel))
                bounds[reader.GetString(0)] = reader.GetString(1);

        for (var month = -1; month <= 2; month++)
        {
            var (from, to) = (TimeShift.Month(month), TimeShift.Month(month + 1));
            Assert.Equal(
                string.Create(CultureInfo.InvariantCulture,
                    $"FOR VALUES FROM ('{from:yyyy-MM-dd} 00:00:00+00') TO ('{to:yyyy-MM-dd} 00:00:00+00')"),
                bounds[TimeShift.Partition(table, from)]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Requirement", "DAT-04")]
    [Trait("Requirement", "STG-01")]
    [Trait("Requirement", "STG-09")]
    public async Task Message_AtEitherEdgeOfAMonth_IsInThatMonth(int momentsAfter)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        // The next month's first moment, or the one before it; what is written next is never older.
        var edge = TimeShift.Month(1) - s_moment + (momentsAfter * s_moment);
        await TimeShift.MoveAsync(Chat, group, edge, Cancel);

        var sent = await ann.SendAsync(group, "at the edge", Cancel);

        Assert.Equal(edge, sent.CreatedAt);
        Assert.Equal(
            [TimeShift.Partition("messages", edge)], await TimeShift.PartitionsAsync(Chat, PartitionsOfMessages, group, Cancel));
        Assert.Equal(
            [TimeShift.Partition("log", edge)],
            (await TimeShift.PartitionsAsync(Chat, PartitionsOfLog, group, Cancel)).Distinct());
        var room = await ann.ReadAsync<JsonElement>($"/chat/rooms/{group}/messages", Cancel);
        Assert.Equal(
            edge.ToString("yyyy-MM", CultureInfo.InvariantCulture), room.GetProperty("data")[0].GetProperty("monthYear").GetString());
        foreach (var message in new object[] { sent.Id, 1 })
            Assert.Equal(sent.Id, (await ann.MessageAsync(group, message, Cancel)).Id);
        foreach (var query in new[] { "", "?newest=true", "?before=2", $"?fromDate={Uri.EscapeDataString($"{edge:O}")}" })
            Assert.Equal([sent.Id], (await ann.MessagesAsync(group, query, Cancel)).Items.Select(one => one.Id));
    }

    [Fact]
    [Trait("Requirement", "STG-01")]
    [Trait("Requirement", "DLV-14")]
    public async Task Conversation_ThatGoesOnInTheNextMonth_IsReadAsOne()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await SendAsync(ann, group, 3);
        var edge = TimeShift.Month(0);
        await TimeShift.MoveAsync(Chat, group, edge - s_moment, Cancel);
        await SendAsync(ann, group, 3);

        var (before, after) = (TimeShift.Partition("messages", edge - s_moment), TimeShift.Partition("messages", edge));
        Assert.Equal(
            [before, before, before, after, after, after], await TimeShift.PartitionsAsync(Chat, PartitionsOfMessages, group, Cancel));
        var log = await ann.LogAsync(group, 0, Cancel);
        Assert.Equal(Enumerable.Range(1, (int)log.HeadOffset).Select(n => (long)n), log.Offsets);
        var since = Uri.EscapeDataString($"{edge:O}");
        (string Query, long[] Seqs)[] reads =
        [
            ("", [1, 2, 3, 4, 5, 6]), ("?limit=4", [1, 2, 3, 4]), ("?after=2&limit=2", [3, 4]), ("?after=3", [4, 5, 6]),
            ("?before=4", [1, 2, 3]), ("?before=5&limit=2", [3, 4]), ("?newest=true&limit=4", [3, 4, 5, 6]),
            ($"?fromDate={since}", [4, 5, 6]),
        ];
        foreach (var (query, seqs) in reads)
            Assert.Equal(seqs, (await ann.MessagesAsync(group, query, Cancel)).Items.Select(one => one.Seq));
    }

    [Fact]
    [Trait("Requirement", "DAT-05")]
    public async Task Message_OfTheMonthBefore_CanBeChangedAndAnswered()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await SendAsync(ann, group, 3);
        await TimeShift.MoveAsync(Chat, group, TimeShift.Month(0) - s_moment, Cancel);

        var answer = await ann.SendAsync(group, new NewMessage("answer") { ParentId = "1" }, Cancel);
        await ann.EditAsync(group, 2, new { content = "edited" }, Cancel);
        await ann.DeleteMessageAsync(group, 3, Cancel);
        var thread = await bob.CreateThreadAsync(group, new NewThread("aside", "1"), Cancel);
        await bob.SendAsync(group, new NewMessage("in the thread") { ThreadId = thread.Id }, Cancel);
        var marked = await bob.MarkAsync(group, "read", 2, Cancel);
        var word = $"w{Guid.NewGuid():N}";
        await ann.EditAsync(group, 1, new { content = $"the {word}" }, Cancel);

        var first = await ann.MessageAsync(group, 1, Cancel);
        Assert.Equal(first.Id, answer.Message.ParentId);
        Assert.Equal("read", first.Delivery);
        Assert.Equal(
            [$"the {word}", "edited", "answer"], (await ann.MessagesAsync(group, "", Cancel)).Items.Select(one => one.Content));
        Assert.Equal(
            [$"the {word}", "in the thread"],
            (await ann.MessagesAsync(group, $"?thread={thread.Id}", Cancel)).Items.Select(one => one.Content));
        Assert.Equal([first.Id], (await ann.SearchAsync(word, Cancel)).Items.Select(one => one.Id));
        Assert.Equal((2, 1), (marked.ReadSeq, marked.UnreadCount));
        Assert.Equal(4, (await ann.ConversationAsync(group, Cancel)).MessageCount);
    }

    [Fact]
    [Trait("Requirement", "STG-01")]
    public async Task History_InsideAMonth_LeavesTheOthersAlone()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var inside = TimeShift.Month(1) + TimeSpan.FromDays(10);
        await TimeShift.MoveAsync(Chat, group, inside, Cancel);
        await SendAsync(ann, group, 3);

        // Whoever else scans them is counted too, but reads that scanned the others would scan them in every round.
        var others = long.MaxValue;
        for (var round = 0; round < 5 && others > Reads / 2; round++)
            others = await ScannedBesideAsync(ann, group);

        Assert.InRange(others, 0, Reads / 2);
    }

    [Fact]
    public async Task NewestMessages_AreServedFromRedis_AndWithoutIt()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await SendAsync(ann, group, 5);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var fromDatabase = await FilledAsync(ann, group, redis);

        // What only the database knows shows where a page came from.
        await TamperAsync(group, "known to the database");
        await redis.GetDatabase().KeyDeleteAsync(Pages(group));
        var fromRedis = await ann.MessagesAsync(group, "?newest=true", Cancel);
        await redis.GetDatabase().KeyDeleteAsync([Window(group), Pages(group)]);
        var without = await ann.MessagesAsync(group, "?newest=true", Cancel);

        Assert.Equal(Json(fromDatabase), Json(fromRedis));
        Assert.All(without.Items, one => Assert.Equal("known to the database", one.Content));
        Assert.Equal(fromDatabase.Items.Select(one => one.Id), without.Items.Select(one => one.Id));
    }

    [Fact]
    public async Task NewestMessages_AreNeverOlderThanTheLastChange()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await SendAsync(ann, group, 6);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        Func<Task>[] changes =
        [
            () => ann.SendAsync(group, "another", Cancel),
            () => ann.EditAsync(group, 2, new { content = "edited" }, Cancel),
            () => ann.DeleteMessageAsync(group, 3, Cancel),
            () => ann.PinAsync(group, 1, Cancel),
            () => ann.ReactAsync(group, 1, "👍", Cancel),
            () => bob.MarkAsync(group, "read", 6, Cancel),
            () => ann.ActAsync(group, "clear", Cancel),
        ];

        foreach (var change in changes)
        {
            await FilledAsync(ann, group, redis);
            await change();
            var newest = await ann.MessagesAsync(group, "?newest=true", Cancel);
            // A page from one end is never read from Redis.
            var all = await ann.MessagesAsync(group, "", Cancel);
            Assert.Equal(Json(all), Json(newest));
        }
    }

    private async Task<MessagePage> FilledAsync(ChatClient user, Guid conversation, StackExchange.Redis.ConnectionMultiplexer redis)
    {
        await redis.GetDatabase().KeyDeleteAsync(Window(conversation));
        var page = await user.MessagesAsync(conversation, "?newest=true", Cancel);
        await Eventually.ReadAsync(
            async token =>
            {
                await redis.GetDatabase().KeyDeleteAsync(Pages(conversation));
                await user.MessagesAsync(conversation, "?newest=true", token);
                return await redis.GetDatabase().KeyExistsAsync(Window(conversation));
            },
            there => there, s_soon, Cancel);
        return page;
    }

    private static string Window(Guid conversation) => $"chat:conv:{conversation}:window";

    /// <summary>Pages that are repeated without the database, see <see cref="RepeatedPageTests"/>.</summary>
    private static string Pages(Guid conversation) => $"chat:conv:{conversation}:pages";

    private static string Json(MessagePage page) => JsonSerializer.Serialize(page.Items);

    private async Task TamperAsync(Guid conversation, string content)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand("UPDATE messages SET content = $2 WHERE conversation_id = $1", database);
        command.Parameters.AddWithValue(conversation);
        command.Parameters.AddWithValue(content);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>How often the months beside the group's were scanned while it was read; the larger of both.</summary>
    private async Task<long> ScannedBesideAsync(ChatClient user, Guid group)
    {
        string[] partitions = [.. new[] { -1, 1, 2 }.Select(month => TimeShift.Partition("messages", TimeShift.Month(month)))];
        var before = await ScansAsync(partitions, Cancel);
        for (var i = 0; i < Reads; i++)
            // Not the same request: that would be answered without the database.
            Assert.Equal(3, (await user.MessagesAsync(group, $"?limit={10 + i}", Cancel)).Items.Count);

        // A connection tells of everything that it scanned at once, some seconds later.
        var after = await Eventually.ReadAsync(
            token => ScansAsync(partitions, token), scans => scans[1] >= before[1] + Reads, TimeSpan.FromSeconds(30), Cancel);
        return Math.Max(after[0] - before[0], after[2] - before[2]);
    }

    private async Task<long[]> ScansAsync(string[] partitions, CancellationToken cancellationToken)
    {
        await using var database = await Chat.OpenDatabaseAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT array_agg(seq_scan + idx_scan ORDER BY relname) FROM pg_stat_user_tables WHERE relname = ANY($1)", database);
        command.Parameters.AddWithValue(partitions);
        return (long[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task SendAsync(ChatClient user, Guid conversation, int count)
    {
        for (var i = 1; i <= count; i++)
            await user.SendAsync(conversation, $"message {i}", Cancel);
    }
}
