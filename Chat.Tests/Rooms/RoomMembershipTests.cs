using Chat.Contracts.Conversations.V1;
using Chat.Tests.Conversations;
using Chat.Tests.Infrastructure;
using Grpc.Core;

namespace Chat.Tests.Rooms;

/// <summary>Who is in a room of the older rooms design, and that a pair has one.</summary>
public sealed class RoomMembershipTests(SharedApplication chat) : RoomsTest(chat)
{
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
        await Rooms.MarkMessageReadAsync(new() { RoomId = turned, MessageId = 2 }, As(bob));

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

        Assert.True((await Rooms.LeaveRoomAsync(new() { RoomId = name }, As(bob))).Success);
        await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => HistoryAsync(bob, name));
        var alone = await JoinAsync(ann, name);
        var back = await JoinAsync(bob, name);

        Assert.Equal([ann.UserId], alone.Participants);
        Assert.Equal(2, back.Participants.Count);
        var log = await ConversationLog.ReadAsync(Channel, ann.Token!, (await ann.ConversationAsync(name, Cancel)).Id, Cancel);
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
            Assert.Equal("delivered", (await Rooms.MarkMessageDeliveredAsync(new() { RoomId = name, MessageId = 1 }, As(ann))).Status);

            Assert.Equal([$"round {round}"], (await HistoryAsync(ann, name)).Messages.Select(message => message.Content));
            var room = Assert.Single((await ann.ConversationsAsync("", Cancel)).Items).Id;
            Assert.True(seen.Add(room), "The deleted room came back.");
            await ann.DeleteConversationAsync(room, Cancel);
            await GrpcCalls.RefusedAsync(StatusCode.NotFound, "not_found", () => HistoryAsync(bob, name));
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
    [Trait("Requirement", "DAT-18")]
    [Trait("Requirement", "DAT-17")]
    public async Task RoomOfTwo_MadeAHundredTimesAtOnce_IsOne()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var changes = new ConversationChangeService.ConversationChangeServiceClient(Channel);
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
        var log = await ConversationLog.ReadAsync(Channel, ann.Token!, anns.Id, Cancel);
        Assert.Equal(2, log.Count(entry => entry.ParticipantJoined is not null));

        static CreateConversationRequest DirectWith(ChatClient other) => new()
        {
            Kind = "direct",
            Participants = { new NewParticipant { Principal = new PrincipalRef { Id = other.UserId, Type = PrincipalType.User } } },
        };
    }
}
