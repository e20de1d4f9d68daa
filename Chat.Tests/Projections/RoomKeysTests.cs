using System.Collections.Concurrent;
using System.Text.Json;
using Chat.Tests.Infrastructure;
using StackExchange.Redis;

namespace Chat.Tests.Projections;

/// <summary>The keys and channels that the older rooms design's tools read.</summary>
public sealed class RoomKeysTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private static readonly string[] s_tables =
    [
        "messages", "log", "jobs", "threads", "participants", "mentions", "reactions", "message_versions", "idempotency_keys",
    ];

    [Fact]
    [Trait("Requirement", "RDS-01")]
    [Trait("Requirement", "RDS-02")]
    [Trait("Requirement", "RDS-03")]
    public async Task Messages_AreInTheRoomsKeys()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var database = redis.GetDatabase();
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        for (var i = 1; i <= 10; i++)
            await ann.SendAsync(room, $"message {i}", Cancel);
        await ann.EditAsync(room, 3, new { content = "edited" }, Cancel);
        await ann.DeleteMessageAsync(room, 4, Cancel);

        var stored = await Eventually.ReadAsync(
            _ => database.SortedSetRangeByRankWithScoresAsync($"chat:room:{room}:messages"),
            all => all.Length == 9 && all.Any(one => Content(one.Element) == "edited"), s_soon, Cancel);
        var missed = await Eventually.ReadAsync(
            _ => database.ListRangeAsync($"offline:{bob.UserId}:messages"),
            all => all.Length == 9, s_soon, Cancel);

        Assert.Equal([1, 2, 3, 5, 6, 7, 8, 9, 10], stored.Select(one => (int)one.Score));
        Assert.Equal(10, (int)await database.StringGetAsync($"chat:room:{room}:msg_id"));
        Assert.Equal(["10", "9", "8", "7", "6", "5", "3", "2", "1"], missed.Select(SeqOf));
        Assert.False(await database.KeyExistsAsync($"offline:{ann.UserId}:messages"));
    }

    [Fact]
    [Trait("Requirement", "RDS-04")]
    [Trait("Requirement", "RDS-05")]
    [Trait("Requirement", "RDS-14")]
    public async Task Members_AreInBothSets_AndComingsAndGoingsAreTold()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var database = redis.GetDatabase();
        var told = new ConcurrentQueue<string>();
        await redis.ListenAsync("chat:room:joined", value => told.Enqueue($"joined {value}"));
        await redis.ListenAsync("chat:room:left", value => told.Enqueue($"left {value}"));
        var room = (await ann.CreateGroupAsync([], Cancel)).Id;

        await ann.AddParticipantAsync(room, new ParticipantBody(bob.UserId), Cancel);
        await Eventually.ReadAsync(
            _ => database.SetMembersAsync($"room:{room}:participants"), all => all.Length == 2, s_soon, Cancel);
        Assert.Equal([room.ToString()], (await database.SetMembersAsync($"user:{bob.UserId}:rooms")).Select(one => (string)one!));
        await bob.LeaveAsync(room, Cancel);

        await Eventually.ReadAsync(
            _ => database.SetMembersAsync($"room:{room}:participants"), all => all.Length == 1, s_soon, Cancel);
        Assert.False(await database.KeyExistsAsync($"user:{bob.UserId}:rooms"));
        await Eventually.HoldsAsync(
            () => new[] { "joined", "left" }.All(kind => told.Count(
                one => one.StartsWith(kind, StringComparison.Ordinal) && one.Contains(bob.UserId, StringComparison.Ordinal)) == 1),
            s_soon, Cancel);
    }

    [Fact]
    [Trait("Requirement", "RDS-10")]
    [Trait("Requirement", "RDS-11")]
    [Trait("Requirement", "RDS-12")]
    public async Task MessagesAndReceipts_ArePublishedOnce()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var told = new ConcurrentQueue<(string Channel, JsonElement Data)>();
        foreach (var channel in new[] { "chat:message:new", "chat:message:delivered", "chat:message:read" })
            await redis.ListenAsync(channel, value =>
            {
                var data = JsonSerializer.Deserialize<JsonElement>((string)value!).GetProperty("data");
                if (data.GetProperty("roomId").GetString() == room.ToString())
                    told.Enqueue((channel, data));
            });

        await ann.SendAsync(room, "hello", Cancel);
        await bob.MarkAsync(room, "delivered", 1, Cancel);
        await bob.MarkAsync(room, "delivered", 1, Cancel);
        await bob.MarkAsync(room, "read", 1, Cancel);
        await Eventually.HoldsAsync(() => told.Any(one => one.Channel == "chat:message:read"), s_soon, Cancel);

        var created = Assert.Single(told, one => one.Channel == "chat:message:new").Data;
        Assert.Equal("hello", created.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("sent", created.GetProperty("message").GetProperty("status").GetString());
        // What is kept says nothing that the next receipt would make wrong.
        var kept = (string)Assert.Single(await redis.GetDatabase().SortedSetRangeByRankAsync($"chat:room:{room}:messages"))!;
        Assert.All(
            new[] { "status", "deliveredTo", "readBy" },
            name => Assert.DoesNotContain($"\"{name}\"", kept, StringComparison.Ordinal));
        var recipients = created.GetProperty("recipients").EnumerateArray().Select(one => one.GetString()!);
        Assert.Equal(new[] { ann.UserId, bob.UserId }.Order(), recipients);
        var read = Assert.Single(told, one => one.Channel == "chat:message:read").Data;
        Assert.Equal((ann.UserId, bob.UserId), (read.GetProperty("senderId").GetString(), read.GetProperty("readBy").GetString()));
        Assert.Equal(1, read.GetProperty("messageId").GetInt32());
    }

    [Fact]
    [Trait("Requirement", "RDS-11")]
    [Trait("Requirement", "RDS-12")]
    public async Task ReadingLessThanWasDelivered_IsToldAsRead()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var told = new ConcurrentQueue<string>();
        foreach (var kind in new[] { "delivered", "read" })
            await redis.ListenAsync($"chat:message:{kind}", value =>
            {
                var data = JsonSerializer.Deserialize<JsonElement>((string)value!).GetProperty("data");
                if (data.GetProperty("roomId").GetString() == room.ToString())
                    told.Enqueue($"{kind} {data.GetProperty("messageId")}");
            });
        for (var i = 1; i <= 4; i++)
            await ann.SendAsync(room, $"message {i}", Cancel);

        await bob.MarkAsync(room, "delivered", 3, Cancel);
        await bob.MarkAsync(room, "read", 2, Cancel);
        await bob.MarkAsync(room, "read", 4, Cancel);

        await Eventually.HoldsAsync(() => told.Contains("read 4"), s_soon, Cancel);
        Assert.Equal(["delivered 3", "delivered 4", "read 2", "read 4"], told.Order());
    }

    [Fact]
    [Trait("Requirement", "C-18")]
    public async Task Rebuild_WritesTheSameKeys()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var database = redis.GetDatabase();
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        for (var i = 1; i <= 3; i++)
            await ann.SendAsync(room, $"message {i}", Cancel);
        RedisKey[] keys = [$"chat:room:{room}:messages", $"chat:room:{room}:msg_id", $"room:{room}:participants"];
        await Eventually.ReadAsync(_ => database.SortedSetLengthAsync(keys[0]), count => count == 3, s_soon, Cancel);
        var before = await ReadAsync(database, keys);

        await database.KeyDeleteAsync(keys);
        var (exitCode, output) = await OneShot.RunAsync(Chat, "rebuild-projections", Cancel);

        Assert.True(exitCode == 0, output);
        Assert.Equal(before, await ReadAsync(database, keys));
    }

    [Fact]
    [Trait("Requirement", "C-18")]
    public async Task DeletedRoom_HasNoKeys_AndRestoredHasThemAgain()
    {
        using var ann = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(room, "kept", Cancel);
        RedisKey[] keys = [$"chat:room:{room}:messages", $"room:{room}:participants", $"user:{ann.UserId}:rooms"];
        await EndsWithAsync(keys.Length);

        await ann.DeleteConversationAsync(room, Cancel);
        await EndsWithAsync(0);
        await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{room}/restore", null, Cancel);
        await EndsWithAsync(keys.Length);

        Task<int> EndsWithAsync(int count) => Eventually.ReadAsync(
            async _ => (await Task.WhenAll(keys.Select(key => redis.GetDatabase().KeyExistsAsync(key)))).Count(there => there),
            there => there == count, s_soon, Cancel);
    }

    [Fact]
    [Trait("Requirement", "C-18")]
    public async Task RoomThatCannotBeWritten_DoesNotKeepOthersFromIt()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var database = redis.GetDatabase();
        // The rebuild takes rooms in the order in which they were made.
        var broken = (await ann.CreateGroupAsync([], Cancel)).Id;
        var room = (await bob.CreateGroupAsync([], Cancel)).Id;
        await bob.SendAsync(room, "kept", Cancel);
        await Eventually.ReadAsync(_ => database.SortedSetLengthAsync($"chat:room:{room}:messages"), count => count == 1, s_soon, Cancel);
        Chat.Logs.Expect(broken.ToString());
        await database.StringSetAsync($"user:{ann.UserId}:rooms", "not a set");
        await database.KeyDeleteAsync($"chat:room:{room}:messages");

        await database.KeyDeleteAsync("chat:rooms:written");

        await Eventually.ReadAsync(
            _ => database.SortedSetLengthAsync($"chat:room:{room}:messages"), count => count == 1, s_soon * 2, Cancel);
        await Eventually.ReadAsync(_ => database.KeyExistsAsync("chat:rooms:written"), written => written, s_soon, Cancel);
        await database.KeyDeleteAsync($"user:{ann.UserId}:rooms");
    }

    [Fact]
    [Trait("Requirement", "DAT-27")]
    [Trait("Requirement", "LLM-09")]
    public async Task Purge_LeavesNothing()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);
        await ann.SendAsync(asked.ConversationId, "another", Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var server = redis.GetServer(redis.GetEndPoints()[0]);

        await ann.DeleteConversationAsync(asked.ConversationId, Cancel);
        await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{asked.ConversationId}/purge", null, Cancel);

        await Eventually.ReadAsync(_ => Task.FromResult(KeysOf(server, asked)), left => left.Length == 0, s_soon, Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        foreach (var table in s_tables)
        {
            await using var command = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM {table} WHERE conversation_id = $1", database);
            command.Parameters.Add(new Npgsql.NpgsqlParameter<Guid> { TypedValue = asked.ConversationId });
            Assert.True(await command.ExecuteScalarAsync(Cancel) is 0L, table);
        }
    }

    [Fact]
    [Trait("Requirement", "C-18")]
    [Trait("Requirement", "DAT-27")]
    public async Task NameGivenLater_MovesTheRoom_AndPurgeRemovesBoth()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var (database, server) = (redis.GetDatabase(), redis.GetServer(redis.GetEndPoints()[0]));
        var pair = new NewConversation { Kind = "direct", Participants = [new ParticipantBody(bob.UserId)] };
        var name = $"named-{Guid.NewGuid():N}";
        var room = (await ann.CreateConversationAsync(pair, Cancel)).Id;
        await ann.SendAsync(room, "before it had a name", Cancel);
        await Eventually.ReadAsync(
            _ => database.SortedSetLengthAsync($"chat:room:{room}:messages"), count => count == 1, s_soon, Cancel);

        Assert.Equal(room, (await ann.CreateConversationAsync(pair with { ExternalId = name }, Cancel)).Id);

        await Eventually.ReadAsync(
            _ => Task.FromResult(string.Join(' ', server.Keys(pattern: $"*room:{room}*"))), left => left.Length == 0, s_soon, Cancel);
        var moved = await Eventually.ReadAsync(
            _ => database.SortedSetRangeByRankAsync($"chat:room:{name}:messages"), all => all.Length == 1, s_soon, Cancel);
        Assert.Equal("before it had a name", Content(moved[0]));
        Assert.Equal([name], (await database.SetMembersAsync($"user:{bob.UserId}:rooms")).Select(one => (string)one!));
        Assert.Contains("conversation.changed", (await ann.LogAsync(room, 0, Cancel)).Kinds);

        await ann.DeleteConversationAsync(room, Cancel);
        await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{room}/purge", null, Cancel);
        await Eventually.ReadAsync(
            _ => Task.FromResult(string.Join(' ', server.Keys(pattern: $"*{room}*").Concat(server.Keys(pattern: $"*{name}*")))),
            left => left.Length == 0, s_soon, Cancel);
        Assert.False(await database.KeyExistsAsync($"offline:{bob.UserId}:messages"));
    }

    private static string KeysOf(IServer server, Submission asked) => string.Join(
        ' ', server.Keys(pattern: $"*{asked.ConversationId}*").Concat(server.Keys(pattern: $"*{asked.JobId}*")));

    private static async Task<string> ReadAsync(IDatabase database, RedisKey[] keys) => string.Join('\n',
    [
        .. (await database.SortedSetRangeByRankAsync(keys[0])).Select(one => (string)one!),
        (string)(await database.StringGetAsync(keys[1]))!,
        .. (await database.SetMembersAsync(keys[2])).Select(one => (string)one!).Order(),
    ]);

    private static string SeqOf(RedisValue reference) =>
        JsonSerializer.Deserialize<JsonElement>((string)reference!).GetProperty("messageId").ToString();

    private static string Content(RedisValue json) =>
        JsonSerializer.Deserialize<JsonElement>((string)json!).GetProperty("content").GetString()!;
}
