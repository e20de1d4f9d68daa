using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Tests.Conversations;
using Chat.Tests.Infrastructure;
using StackExchange.Redis;

namespace Chat.Tests.Faults;

/// <summary>Without Redis everything is slower and nothing is lost; what it holds is right again after its return.</summary>
[Collection(OutageCollection.Name)]
public sealed partial class RedisAwayTests : SystemTest
{
    private static readonly TimeSpan s_healed = TimeSpan.FromSeconds(40);

    public RedisAwayTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        // Services say that what they need is away.
        chat.Logs.Expect("(?i)redis|unavailable|connection|timeout|timed out");
    }

    [Fact]
    public async Task Conversation_GoesOnWithoutRedis_AndIsInItAfterwards()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(room, "before", Cancel);
        await Chat.Faults.CommandAsync("redis", "stop", Cancel);

        var (others, page, read) = await WithoutRedisAsync(ann, bob, room);
        await Chat.Faults.StartAsync("redis", Cancel);
        await ann.SendAsync(room, "after", Cancel);

        Assert.Equal(["before", "while it is away", "changed"], page);
        Assert.Equal((3, 0), (read, others));
        using var redis = await Chat.OpenRedisAsync(Cancel);
        await Eventually.ReadAsync(
            _ => TextsAsync(redis.GetDatabase(), room), texts => texts == "before, while it is away, changed, after", s_healed, Cancel);
        var members = await redis.GetDatabase().SetMembersAsync($"room:{room}:participants");
        Assert.Equal(new[] { ann.UserId, bob.UserId }.Order(), members.Select(one => (string)one!).Order());
    }

    [Fact]
    public async Task Page_ReadAfterConnectionsToRedisBroke_HoldsWhatWasAcknowledgedMeanwhile()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(room, "before", Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        using var mended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await ann.MessagesAsync(room, "", Cancel);

        var breaking = BreakAsync(redis.GetDatabase(), mended.Token);
        await ann.SendAsync(room, "acknowledged", Cancel);
        await mended.CancelAsync();
        await breaking;

        // A page that was kept before ends within three seconds, whether it is read or not.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(3) && await pace.WaitForNextTickAsync(Cancel))
            Assert.Equal(
                ["before", "acknowledged"], (await ann.MessagesAsync(room, "", Cancel)).Items.Select(message => message.Content));
    }

    [Fact]
    [Trait("Requirement", "RDS-17")]
    public async Task Rooms_ComeBack_AfterRedisLostEverything()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(room, "kept", Cancel);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        await Eventually.ReadAsync(_ => TextsAsync(redis.GetDatabase(), room), texts => texts == "kept", s_healed, Cancel);

        await redis.GetDatabase().ExecuteAsync("FLUSHALL");

        await Eventually.ReadAsync(_ => TextsAsync(redis.GetDatabase(), room), texts => texts == "kept", s_healed, Cancel);
        Assert.Equal([ann.UserId], (await redis.GetDatabase().SetMembersAsync($"room:{room}:participants")).Select(m => (string)m!));
    }

    [Fact]
    [Trait("Requirement", "C-18")]
    public async Task MoreStaleRoomsThanAreRemembered_AreAllWrittenAnew()
    {
        using var ann = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var rooms = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            rooms.Add((await ann.CreateGroupAsync([], Cancel)).Id);
            await ann.SendAsync(rooms[i], "before", Cancel);
        }

        await EndAsAsync("before");
        // Else they would all be written anew for that reason.
        await Eventually.ReadAsync(
            _ => redis.GetDatabase().KeyExistsAsync("chat:rooms:written"), written => written, s_healed, Cancel);
        var leftBefore = EntriesLeft();
        await Chat.Faults.FreezeAsync("redis", Cancel);
        foreach (var room in rooms)
            await ann.SendAsync(room, "while it hangs", Cancel);
        await Eventually.HoldsAsync(() => EntriesLeft() >= leftBefore + rooms.Count, s_healed, Cancel);
        // Nobody finds them by when they changed.
        foreach (var room in rooms)
            await TimeShift.MoveAsync(Chat, room, TimeProvider.System.GetUtcNow().AddHours(-1), Cancel);
        await Chat.Faults.ThawAsync("redis", Cancel);

        await EndAsAsync("before, while it hangs");

        async Task EndAsAsync(string texts)
        {
            foreach (var room in rooms)
                await Eventually.ReadAsync(_ => TextsAsync(redis.GetDatabase(), room), last => last == texts, s_healed, Cancel);
        }
    }

    [Fact]
    [Trait("Requirement", "RDS-03")]
    public async Task MissedMessages_OfOneUser_StayWithinTheirBytes()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var list = $"offline:{bob.UserId}:messages";

        for (var i = 1; i <= 60; i++)
            await ann.SendAsync(room, $"message {i}", Cancel);
        await Eventually.ReadAsync(
            async _ => (string?)await redis.GetDatabase().ListGetByIndexAsync(list, 0),
            newest => newest?.StartsWith("{\"messageId\":60,", StringComparison.Ordinal) is true, s_healed, Cancel);

        Assert.InRange((long)await redis.GetDatabase().ExecuteAsync("MEMORY", "USAGE", list), 1, OutageApplication.MissedBytesPerUser);
        Assert.InRange(await redis.GetDatabase().ListLengthAsync(list), 10, 59);
    }

    [Fact]
    [Trait("Requirement", "RDS-03")]
    public async Task MissedMessages_OfATenant_StayWithinTheirBytes_AndStrangersGoFirst()
    {
        const int Strangers = 150;
        var tenant = $"tenant-{Guid.NewGuid():N}";
        using var ann = Chat.NewUser(tenant: tenant);
        using var bob = Chat.NewUser(tenant: tenant);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var server = redis.GetServer(redis.GetEndPoints()[0]);
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await bob.ConversationAsync(room, Cancel);
        await ann.SendAsync(room, "to somebody who was here", Cancel);
        await Eventually.ReadAsync(_ => Task.FromResult(Lists()), lists => lists.Length == 1, s_healed, Cancel);

        for (var group = 0; group < 2; group++)
        {
            var ids = Enumerable.Range(0, Strangers).Select(_ => new ParticipantBody($"nobody-{Guid.NewGuid():N}"));
            var crowd = await ann.CreateConversationAsync(new NewConversation { Kind = "group", Participants = [.. ids] }, Cancel);
            await ann.SendAsync(crowd.Id, "to nobody", Cancel);
        }

        // All was missed by more than the tenant may keep.
        var left = await Eventually.ReadAsync(
            _ => Task.FromResult(Lists()), lists => lists.Length is > 1 and < Strangers, s_healed, Cancel);
        var bytes = 0L;
        foreach (var list in left) bytes += (long)await redis.GetDatabase().ExecuteAsync("MEMORY", "USAGE", list);
        Assert.InRange(bytes, 1, OutageApplication.MissedBytesPerTenant);
        Assert.Contains($"org:{tenant}:offline:{bob.UserId}:messages", left.Select(list => (string)list!));

        RedisKey[] Lists() => [.. server.Keys(pattern: $"org:{tenant}:offline:*")];
    }

    /// <summary>How many log entries the services said that they could not write to Redis.</summary>
    private int EntriesLeft() => Chat.Logs.Records
        .Select(record => Left().Match(record.Line)).Where(match => match.Success)
        .Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("([0-9]+) log entries did not reach the rooms in Redis")]
    private static partial Regex Left();

    /// <summary>Every kind of use; gives how many are unread at the end, the texts, and how far was read.</summary>
    private async Task<(long Unread, List<string> Texts, long ReadSeq)> WithoutRedisAsync(ChatClient ann, ChatClient bob, Guid room)
    {
        await ann.SendAsync(room, "while it is away", Cancel);
        await ann.SendAsync(room, "mistyped", Cancel);
        await ann.EditAsync(room, 3, new { content = "changed" }, Cancel);
        var mark = await bob.MarkAsync(room, "read", 3, Cancel);
        var page = await bob.MessagesAsync(room, "?newest=true", Cancel);
        var conversation = await bob.ConversationAsync(room, Cancel);
        return (conversation.UnreadCount, [.. page.Items.Select(message => message.Content)], mark.ReadSeq);
    }

    /// <summary>Breaks every other connection again and again; Redis itself goes on.</summary>
    private static async Task BreakAsync(IDatabase redis, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
            await redis.ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }

    private static async Task<string> TextsAsync(IDatabase database, Guid room) => string.Join(
        ", ",
        (await database.SortedSetRangeByRankAsync($"chat:room:{room}:messages"))
            .Select(one => JsonSerializer.Deserialize<JsonElement>((string)one!).GetProperty("content").GetString()));
}
