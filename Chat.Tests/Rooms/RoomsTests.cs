using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Chat.Contracts;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using StackExchange.Redis;

namespace Chat.Tests.Rooms;

/// <summary>Messages of the older rooms design's gRPC service: sending, history, status, typing, and who the caller is.</summary>
public sealed class RoomsTests(SharedApplication chat) : RoomsTest(chat)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    [Fact]
    [Trait("Requirement", "GRP-02")]
    [Trait("Requirement", "DAT-08")]
    public async Task Message_IsText_UnlessItSaysOtherwise()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id.ToString();

        var text = await SendAsync(ann, room, "hello");
        var image = await Rooms.SendMessageAsync(
            new() { RoomId = room, Content = "a picture", MessageType = "image", Metadata = """{"width":3}""" }, As(ann));
        var stored = (await ann.MessagesAsync(Guid.Parse(room), "", Cancel)).Items;

        Assert.Equal("chat.ChatService", ChatService.Descriptor.FullName);
        Assert.Equal((1, "text", "sent", ann.UserId), (text.MessageId, text.MessageType, text.Status, text.SenderId));
        Assert.Equal((2, "image", room), (image.MessageId, image.MessageType, image.RoomId));
        Assert.Equal(["text", "image"], stored.Select(message => message.Type));
        Assert.Equal([text.Id, image.Id], stored.Select(message => message.Id.ToString()));
        Assert.Equal(3, JsonSerializer.Deserialize<JsonElement>(image.Metadata).GetProperty("width").GetInt32());
        Assert.Equal(stored[0].CreatedAt.ToUnixTimeMilliseconds(), text.Timestamp);
    }

    [Fact]
    [Trait("Requirement", "GRP-03")]
    public async Task History_HasFiftyMessages_AndTellsOfOlderOnes()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id.ToString();
        for (var i = 1; i <= 51; i++)
            await SendAsync(ann, room, $"message {i}");

        var byDefault = await HistoryAsync(ann, room);
        var all = await HistoryAsync(ann, room, limit: 51);
        var most = await HistoryAsync(ann, room, limit: 200);
        var time = all.Messages[30].Timestamp;
        var before = all.Messages.Where(message => message.Timestamp < time).Select(message => message.MessageId).ToList();
        var earlier = await HistoryAsync(ann, room, limit: 5, fromDate: $"{time}");
        var byDate = await HistoryAsync(ann, room, fromDate: $"{DateTimeOffset.FromUnixTimeMilliseconds(time):O}");

        Assert.Equal((2, 51, true), (byDefault.Messages[0].MessageId, byDefault.Messages[^1].MessageId, byDefault.HasMore));
        Assert.Equal(Enumerable.Range(1, 51).Select(n => (long)n), all.Messages.Select(message => message.MessageId));
        Assert.Equal((50, false, false), (byDefault.Messages.Count, all.HasMore, most.HasMore));
        Assert.Equal(before.TakeLast(5), earlier.Messages.Select(message => message.MessageId));
        Assert.True(earlier.HasMore);
        Assert.Equal(before, byDate.Messages.Select(message => message.MessageId));
        Assert.False(byDate.HasMore);
    }

    [Fact]
    [Trait("Requirement", "GRP-05")]
    [Trait("Requirement", "DAT-05")]
    [Trait("Requirement", "DAT-06")]
    [Trait("Requirement", "DAT-07")]
    public async Task Status_OnlyMovesForward()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id.ToString();
        foreach (var content in new[] { "one", "two", "three" })
            await SendAsync(ann, room, content);
        Task<MarkMessageResponse> DeliveredAsync(long seq) =>
            Rooms.MarkMessageDeliveredAsync(new() { RoomId = room, MessageId = seq }, As(bob)).ResponseAsync;
        Task<MarkMessageResponse> ReadAsync(long seq) =>
            Rooms.MarkMessageReadAsync(new() { RoomId = room, MessageId = seq }, As(bob)).ResponseAsync;

        await AssertStatusesAsync(ann, room, "sent", "sent", "sent");
        await DeliveredAsync(1);
        Assert.Equal((true, "delivered"), ((await DeliveredAsync(2)).Success, (await DeliveredAsync(2)).Status));
        await AssertStatusesAsync(ann, room, "delivered", "delivered", "sent");
        Assert.Equal("read", (await ReadAsync(1)).Status);
        await AssertStatusesAsync(ann, room, "read", "delivered", "sent");
        var first = (await HistoryAsync(ann, room)).Messages[0].ReadBy[0].ReadAt;
        await DeliveredAsync(1);
        await ReadAsync(1);
        await DeliveredAsync(3);
        await DeliveredAsync(1);

        var seen = await AssertStatusesAsync(ann, room, "read", "delivered", "delivered");
        Assert.All(seen, message => Assert.Equal([bob.UserId], message.DeliveredTo));
        Assert.Equal((bob.UserId, first), (seen[0].ReadBy.Single().UserId, seen[0].ReadBy.Single().ReadAt));
        Assert.Empty(seen[1].ReadBy);
    }

    [Fact]
    [Trait("Requirement", "GRP-06")]
    public async Task Typing_IsPublished_AndNotStored()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var group = await ann.CreateGroupAsync([bob], Cancel);
        var room = group.Id.ToString();
        var told = new ConcurrentQueue<JsonElement>();
        await redis.ListenAsync("chat:user:typing", value =>
        {
            var data = JsonSerializer.Deserialize<JsonElement>((string)value!).GetProperty("data");
            if (data.GetProperty("roomId").GetString() == room)
                told.Enqueue(data);
        });

        await Rooms.SendTypingAsync(new() { RoomId = room, IsTyping = true }, As(bob));
        await Rooms.SendTypingAsync(new() { RoomId = room, IsTyping = false }, As(bob));

        await Eventually.HoldsAsync(() => told.Count == 2, s_soon, Cancel);
        Assert.Equal([true, false], told.Select(one => one.GetProperty("isTyping").GetBoolean()));
        Assert.All(told, one => Assert.Equal(bob.UserId, one.GetProperty("userId").GetString()));
        Assert.Equal(group.HeadOffset, (await ann.ConversationAsync(group.Id, Cancel)).HeadOffset);
    }

    [Fact]
    [Trait("Requirement", "RDS-13")]
    [Trait("Requirement", "TYP-01")]
    public async Task Typing_ThatGoesOn_EndsAsItsLastNotice()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var cid = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await ann.CreateGroupAsync([bob, cid], Cancel)).Id.ToString();
        var told = new ConcurrentQueue<(string? User, bool IsTyping)>();
        await redis.GetSubscriber().SubscribeAsync(new RedisChannel("chat:user:typing", RedisChannel.PatternMode.Literal), (_, value) =>
        {
            var data = JsonSerializer.Deserialize<JsonElement>((string)value!).GetProperty("data");
            if (data.GetProperty("roomId").GetString() == room)
                told.Enqueue((data.GetProperty("userId").GetString(), data.GetProperty("isTyping").GetBoolean()));
        });

        foreach (var isTyping in new[] { true, false, true })
            await Rooms.SendTypingAsync(new() { RoomId = room, IsTyping = isTyping }, As(bob));
        foreach (var isTyping in new[] { true, false, true, false })
            await Rooms.SendTypingAsync(new() { RoomId = room, IsTyping = isTyping }, As(cid));

        // Cid's stop waits for the end of the interval, as bob's would.
        await Eventually.HoldsAsync(() => told.Contains((cid.UserId, false)), s_soon, Cancel);
        await Eventually.ReadAsync(
            _ => redis.GetDatabase().HashExistsAsync($"chat:typing:{room}:{bob.UserId}", "awaited"), waits => !waits, s_soon, Cancel);
        Assert.Equal([true], told.Where(one => one.User == bob.UserId).Select(one => one.IsTyping));
        Assert.Equal([true, false], told.Where(one => one.User == cid.UserId).Select(one => one.IsTyping));
    }

    [Fact]
    [Trait("Requirement", "GRP-07")]
    public async Task TraceName_OfTheClient_IsInTheLog_BesideOurs()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id.ToString();
        var (name, trace) = ($"chat-{Guid.NewGuid():N}", ActivityTraceId.CreateRandom().ToHexString());
        var call = As(ann);
        call.Headers!.Add("x-trace-id", name);
        call.Headers.Add("user-id", ann.UserId);
        call.Headers.Add(HeaderNames.TraceParent, $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");

        await Rooms.SendMessageAsync(new() { RoomId = room, Content = "hello" }, call);

        await Eventually.HoldsAsync(
            () => Chat.Logs.Records.Any(record => record.Resource == "conversations" && record.HasTrace(name) && record.HasTrace(trace)),
            s_soon, Cancel);
    }

    [Fact]
    [Trait("Requirement", "GRP-07")]
    [Trait("Requirement", "DAT-09")]
    [Trait("Requirement", "SEC-05")]
    public async Task Caller_IsWhoTheTokenSays()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var eve = Chat.NewUser();
        using var elsewhere = Chat.NewUser(ann.UserId, tenant: "elsewhere");
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id.ToString();
        await SendAsync(ann, room, "secret");
        var posing = As(bob);
        posing.Headers!.Add("user-id", ann.UserId);

        var sent = await Rooms.SendMessageAsync(new() { RoomId = room, Content = "mine" }, posing);

        Assert.Equal(bob.UserId, sent.SenderId);
        foreach (var call in Calls(room, ann.UserId))
            await GrpcCalls.RefusedAsync(StatusCode.PermissionDenied, "permission_denied", () => call(As(bob)));
        foreach (var call in Calls(room, ""))
        {
            await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => call(As(eve)));
            await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => call(As(elsewhere)));
            await GrpcCalls.RefusedAsync(StatusCode.Unauthenticated, () => call(GrpcCalls.As(null, Cancel)));
            await GrpcCalls.RefusedAsync(StatusCode.Unauthenticated, () => call(GrpcCalls.As("garbage", Cancel)));
        }
    }

    [Fact]
    [Trait("Requirement", "ERR-07")]
    public async Task Refusals_AreStatusCodes_ThatNameTheField()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id.ToString();
        (string Field, Func<Task> Call)[] wrong =
        [
            ("roomId", () => SendAsync(ann, "", "hello")),
            ("roomId", () => JoinAsync(ann, "")),
            ("content", () => SendAsync(ann, room, "")),
            ("content", () => SendAsync(ann, room, new string('x', 32_001))),
            ("messageType", () => Rooms.SendMessageAsync(
                new() { RoomId = room, Content = "x", MessageType = "system" }, As(ann)).ResponseAsync),
            ("metadata", () => Rooms.SendMessageAsync(new() { RoomId = room, Content = "x", Metadata = "[" }, As(ann)).ResponseAsync),
            ("limit", () => HistoryAsync(ann, room, limit: 201)),
            ("limit", () => HistoryAsync(ann, room, limit: -1)),
            ("fromDate", () => HistoryAsync(ann, room, fromDate: "yesterday")),
        ];

        foreach (var (field, call) in wrong)
        {
            var detail = await GrpcCalls.RefusedAsync(StatusCode.InvalidArgument, "validation_failed", call);
            Assert.Contains(field, detail.Fields.Select(one => one.Field));
        }

        await ann.ActAsync(Guid.Parse(room), "close", Cancel);
        await GrpcCalls.RefusedAsync(StatusCode.FailedPrecondition, "conversation_closed", () => SendAsync(ann, room, "late"));
    }

    private async Task<IReadOnlyList<ChatMessage>> AssertStatusesAsync(ChatClient user, string room, params string[] statuses)
    {
        var messages = (await HistoryAsync(user, room)).Messages;
        Assert.Equal(statuses, messages.Select(message => message.Status));
        return messages;
    }
}
