using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Chat.Contracts;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Rooms;
using Chat.Tests.Conversations;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;
using SendMessageRequest = Chat.Contracts.Rooms.SendMessageRequest;

namespace Chat.Tests.Rooms;

/// <summary>The older rooms design's gRPC service, called with the tokens of its users.</summary>
[Trait("Requirement", "GRP-01")]
public sealed class RoomsTests : SystemTest
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private GrpcChannel _channel = null!;
    private ChatService.ChatServiceClient _rooms = null!;

    public RoomsTests(SharedApplication chat)
        : base(chat)
    {
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _channel = Chat.Grpc("conversations");
        _rooms = new ChatService.ChatServiceClient(_channel);
    }

    public override ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "GRP-02")]
    [Trait("Requirement", "DAT-08")]
    public async Task Message_IsText_UnlessItSaysOtherwise()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id.ToString();

        var text = await SendAsync(ann, room, "hello");
        var image = await _rooms.SendMessageAsync(
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
    [Trait("Requirement", "GRP-04")]
    [Trait("Requirement", "DAT-18")]
    public async Task RoomOfTwo_HasOneMembership_HoweverItIsNamed()
    {
        using var ann = Chat.NewUser($"ann-{Guid.NewGuid():N}");
        using var bob = Chat.NewUser($"bob-{Guid.NewGuid():N}");
        var (name, turned) = ($"{ann.UserId}_{bob.UserId}", $"{bob.UserId}_{ann.UserId}");

        var joined = await JoinAsync(ann, name);
        await SendAsync(ann, name, "hello");
        var other = await JoinAsync(bob, turned);
        await SendAsync(bob, turned, "hello yourself");
        var seen = await HistoryAsync(ann, name);
        var seenByBob = await HistoryAsync(bob, turned);
        await _rooms.MarkMessageReadAsync(new() { RoomId = turned, MessageId = 2 }, As(bob));

        Assert.Equal(("1v1", "1v1"), (joined.RoomType, other.RoomType));
        Assert.Equal(new[] { ann.UserId, bob.UserId }.Order(), joined.Participants.Order());
        Assert.Equal(["hello", "hello yourself"], seen.Messages.Select(message => message.Content));
        Assert.Equal(seen.Messages.Select(message => message.Id), seenByBob.Messages.Select(message => message.Id));
        Assert.Single((await ann.ConversationsAsync("?status=any", Cancel)).Items);
    }

    [Fact]
    [Trait("Requirement", "GRP-04")]
    [Trait("Requirement", "CNV-02")]
    public async Task Members_LeaveAndComeBack_AndTheLogTells()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var name = $"{ann.UserId}_{bob.UserId}";
        await JoinAsync(ann, name);
        await SendAsync(ann, name, "hello");

        Assert.True((await _rooms.LeaveRoomAsync(new() { RoomId = name }, As(bob))).Success);
        await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => HistoryAsync(bob, name));
        var alone = await JoinAsync(ann, name);
        var back = await JoinAsync(bob, name);

        Assert.Equal([ann.UserId], alone.Participants);
        Assert.Equal(2, back.Participants.Count);
        var log = await ConversationLog.ReadAsync(_channel, ann.Token!, (await ann.ConversationAsync(name, Cancel)).Id, Cancel);
        Assert.Equal(
            ["in", "out", "in"],
            log.Select(entry => entry.ParticipantJoined?.ParticipantId == bob.UserId ? "in"
                : entry.ParticipantLeft?.ParticipantId == bob.UserId ? "out" : "").Where(step => step.Length > 0));
    }

    [Fact]
    [Trait("Requirement", "GRP-04")]
    [Trait("Requirement", "DAT-26")]
    public async Task RoomOfTwo_ThatWasDeleted_BeginsAnew()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var name = $"{ann.UserId}_{bob.UserId}";
        var seen = new HashSet<Guid>();
        for (var round = 1; round <= 3; round++)
        {
            await JoinAsync(ann, name);
            await SendAsync(bob, name, $"round {round}");
            Assert.Equal("delivered", (await _rooms.MarkMessageDeliveredAsync(new() { RoomId = name, MessageId = 1 }, As(ann))).Status);

            Assert.Equal([$"round {round}"], (await HistoryAsync(ann, name)).Messages.Select(message => message.Content));
            var room = Assert.Single((await ann.ConversationsAsync("", Cancel)).Items).Id;
            Assert.True(seen.Add(room), "The deleted room came back.");
            await ann.DeleteConversationAsync(room, Cancel);
            await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => HistoryAsync(bob, name));
        }
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
            _rooms.MarkMessageDeliveredAsync(new() { RoomId = room, MessageId = seq }, As(bob)).ResponseAsync;
        Task<MarkMessageResponse> ReadAsync(long seq) =>
            _rooms.MarkMessageReadAsync(new() { RoomId = room, MessageId = seq }, As(bob)).ResponseAsync;

        await AssertStatusesAsync(ann, room, "sent", "sent", "sent");
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
        await redis.GetSubscriber().SubscribeAsync("chat:user:typing", (_, value) =>
        {
            var data = JsonSerializer.Deserialize<JsonElement>((string)value!).GetProperty("data");
            if (data.GetProperty("roomId").GetString() == room)
                told.Enqueue(data);
        });

        await _rooms.SendTypingAsync(new() { RoomId = room, IsTyping = true }, As(bob));
        await _rooms.SendTypingAsync(new() { RoomId = room, IsTyping = false }, As(bob));

        await Eventually.HoldsAsync(() => told.Count == 2, s_soon, Cancel);
        Assert.Equal([true, false], told.Select(one => one.GetProperty("isTyping").GetBoolean()));
        Assert.All(told, one => Assert.Equal(bob.UserId, one.GetProperty("userId").GetString()));
        Assert.Equal(group.HeadOffset, (await ann.ConversationAsync(group.Id, Cancel)).HeadOffset);
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

        await _rooms.SendMessageAsync(new() { RoomId = room, Content = "hello" }, call);

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

        var sent = await _rooms.SendMessageAsync(new() { RoomId = room, Content = "mine" }, posing);

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
    [Trait("Requirement", "DAT-18")]
    [Trait("Requirement", "DAT-30")]
    public async Task RoomOfTwo_OfOthers_IsNotMade_AndTenantsDoNotMeet()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var eve = Chat.NewUser();
        var name = $"{ann.UserId}_{bob.UserId}";
        using var elsewhere = Chat.NewUser(bob.UserId, tenant: "elsewhere");
        await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => JoinAsync(eve, name));

        await SendAsync(ann, name, "secret");
        await SendAsync(elsewhere, name, "another room");

        Assert.Equal(["secret"], (await HistoryAsync(bob, name)).Messages.Select(message => message.Content));
        Assert.Equal(["another room"], (await HistoryAsync(elsewhere, name)).Messages.Select(message => message.Content));
        foreach (var call in Calls(name, ""))
            await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => call(As(eve)));
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
            ("messageType", () => _rooms.SendMessageAsync(
                new() { RoomId = room, Content = "x", MessageType = "system" }, As(ann)).ResponseAsync),
            ("metadata", () => _rooms.SendMessageAsync(new() { RoomId = room, Content = "x", Metadata = "[" }, As(ann)).ResponseAsync),
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

    [Fact]
    [Trait("Requirement", "DAT-18")]
    [Trait("Requirement", "DAT-17")]
    public async Task RoomOfTwo_MadeAHundredTimesAtOnce_IsOne()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var changes = new ConversationChangeService.ConversationChangeServiceClient(_channel);
        string[] names = [$"{ann.UserId}_{bob.UserId}", $"{bob.UserId}_{ann.UserId}"];

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async n =>
        {
            var (self, other) = n % 2 == 0 ? (ann, bob) : (bob, ann);
            if (n % 3 == 0)
                await changes.CreateAsync(DirectWith(other), As(self));
            else
                Assert.Equal(2, (await JoinAsync(self, names[n / 2 % 2])).Participants.Count);
        }));

        var anns = Assert.Single((await ann.ConversationsAsync("?status=any", Cancel)).Items);
        var bobs = Assert.Single((await bob.ConversationsAsync("?status=any", Cancel)).Items);
        Assert.Equal((anns.Id, "direct", 2), (bobs.Id, bobs.Kind, bobs.ParticipantCount));
        var log = await ConversationLog.ReadAsync(_channel, ann.Token!, anns.Id, Cancel);
        Assert.Equal(2, log.Count(entry => entry.ParticipantJoined is not null));

        static CreateConversationRequest DirectWith(ChatClient other) => new()
        {
            Kind = "direct",
            Participants = { new NewParticipant { Principal = new PrincipalRef { Id = other.UserId, Type = PrincipalType.User } } },
        };
    }

    /// <summary>Every call of the service, in somebody's name.</summary>
    private IEnumerable<Func<CallOptions, Task>> Calls(string room, string userId) =>
    [
        call => _rooms.SendMessageAsync(new() { RoomId = room, SenderId = userId, Content = "x" }, call).ResponseAsync,
        call => _rooms.GetMessageHistoryAsync(new() { RoomId = room, UserId = userId }, call).ResponseAsync,
        call => _rooms.JoinRoomAsync(new() { RoomId = room, UserId = userId }, call).ResponseAsync,
        call => _rooms.MarkMessageDeliveredAsync(new() { RoomId = room, UserId = userId, MessageId = 1 }, call).ResponseAsync,
        call => _rooms.MarkMessageReadAsync(new() { RoomId = room, UserId = userId, MessageId = 1 }, call).ResponseAsync,
        call => _rooms.SendTypingAsync(new() { RoomId = room, UserId = userId, IsTyping = true }, call).ResponseAsync,
        call => _rooms.LeaveRoomAsync(new() { RoomId = room, UserId = userId }, call).ResponseAsync,
    ];

    private async Task<IReadOnlyList<ChatMessage>> AssertStatusesAsync(ChatClient user, string room, params string[] statuses)
    {
        var messages = (await HistoryAsync(user, room)).Messages;
        Assert.Equal(statuses, messages.Select(message => message.Status));
        return messages;
    }

    private Task<ChatRoom> JoinAsync(ChatClient user, string room) =>
        _rooms.JoinRoomAsync(new() { UserId = user.UserId, RoomId = room }, As(user)).ResponseAsync;

    private Task<ChatMessage> SendAsync(ChatClient user, string room, string content) => _rooms.SendMessageAsync(
        new SendMessageRequest { SenderId = user.UserId, RoomId = room, Content = content }, As(user)).ResponseAsync;

    private Task<GetMessageHistoryResponse> HistoryAsync(ChatClient user, string room, int limit = 0, string fromDate = "") =>
        _rooms.GetMessageHistoryAsync(
            new() { UserId = user.UserId, RoomId = room, Limit = limit, FromDate = fromDate }, As(user)).ResponseAsync;

    private CallOptions As(ChatClient user) => GrpcCalls.As(user.Token, Cancel);
}
