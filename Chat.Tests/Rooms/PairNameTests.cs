using System.Text.Json;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Rooms;

/// <summary>What the name of a pair's room means to the two, whatever others call so.</summary>
[Trait("Requirement", "DAT-18")]
public sealed class PairNameTests(SharedApplication chat) : SystemTest(chat)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "SEC-05")]
    public async Task GroupOfAStranger_UnderThePairsName_IsNotTheirRoom(bool withThem)
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var eve = Chat.NewUser();
        var name = $"{ann.UserId}_{bob.UserId}";
        var trap = new NewConversation { Kind = "group", ExternalId = name, Participants = withThem ? [Of(ann), Of(bob)] : [] };
        var group = await eve.CreateConversationAsync(trap, Cancel);

        var room = await DataAsync(ann, "POST", $"{name}/join", null);
        await DataAsync(ann, "POST", $"{name}/messages", new { content = "secret" });
        await DataAsync(bob, "POST", $"{name}/messages", new { content = "answer" });
        await DataAsync(bob, "POST", $"{name}/read", new { messageId = 1 });
        var seen = await DataAsync(ann, "GET", $"{name}/messages", null);

        Assert.Equal("1v1", room.GetProperty("roomType").GetString());
        Assert.Equal(["secret", "answer"], Texts(seen));
        Assert.Equal("read", seen[0].GetProperty("status").GetString());
        Assert.Equal((group.Id, 0L), ((await eve.ConversationAsync(name, Cancel)).Id, (await eve.ConversationAsync(name, Cancel)).LastSeq));
        Assert.Equal((await bob.ConversationAsync(name, Cancel)).Id, (await ann.ConversationAsync(name, Cancel)).Id);
    }

    [Fact]
    [Trait("Requirement", "GRP-04")]
    [Trait("Requirement", "SEC-05")]
    public async Task GroupOfAStranger_IsNotTheRoomOverGrpcEither()
    {
        using var channel = Chat.Grpc("conversations");
        var rooms = new ChatService.ChatServiceClient(channel);
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var eve = Chat.NewUser();
        var name = $"{ann.UserId}_{bob.UserId}";
        var trap = new NewConversation { Kind = "group", ExternalId = name, Participants = [Of(ann), Of(bob)] };
        var group = await eve.CreateConversationAsync(trap, Cancel);

        await rooms.SendMessageAsync(new() { RoomId = name, Content = "secret" }, GrpcCalls.As(ann.Token, Cancel));
        var room = await rooms.JoinRoomAsync(new() { RoomId = name }, GrpcCalls.As(bob.Token, Cancel));
        var seen = await rooms.GetMessageHistoryAsync(new() { RoomId = name }, GrpcCalls.As(bob.Token, Cancel));

        Assert.Equal("1v1", room.RoomType);
        Assert.Equal(["secret"], seen.Messages.Select(message => message.Content));
        Assert.Equal(0, (await eve.ConversationAsync(group.Id, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task PairsWithOneName_HaveTheirOwnRooms()
    {
        var one = Guid.NewGuid().ToString("N");
        var name = $"a{one}_b_c{one}";
        using var first = Chat.NewUser($"a{one}");
        using var firsts = Chat.NewUser($"b_c{one}");
        using var second = Chat.NewUser($"a{one}_b");
        using var seconds = Chat.NewUser($"c{one}");

        await DataAsync(first, "POST", $"{name}/messages", new { content = "first" });
        await DataAsync(second, "POST", $"{name}/messages", new { content = "second" });
        await DataAsync(seconds, "POST", $"{name}/read", new { messageId = 1 });

        Assert.Equal(["first"], Texts(await DataAsync(firsts, "GET", $"{name}/messages", null)));
        Assert.Equal(["second"], Texts(await DataAsync(seconds, "GET", $"{name}/messages", null)));
        Assert.Equal("read", (await DataAsync(second, "GET", $"{name}/messages", null))[0].GetProperty("status").GetString());
        Assert.Equal("sent", (await DataAsync(first, "GET", $"{name}/messages", null))[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task NameThatSomebodyGaveTheirOwnGroup_StaysTheGroups()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var team = Chat.NewUser();
        var name = $"{ann.UserId}_{team.UserId}";
        var group = await ann.CreateConversationAsync(GroupOf(name, bob), Cancel);
        var inside = await ann.CreateConversationAsync(GroupOf($"x_{bob.UserId}_y", bob), Cancel);
        var direct = new NewConversation { Kind = "direct", ExternalId = name, Participants = [Of(team)] };

        await DataAsync(team, "POST", $"{name}/messages", new { content = "to ann alone" });
        await DataAsync(ann, "POST", $"{name}/messages", new { content = "to the group" });
        await DataAsync(bob, "POST", $"{name}/read", new { messageId = 1 });
        using var taken = await ann.PostAsync("/v1/conversations", direct, Cancel);

        Assert.Equal(["to the group"], Texts(await DataAsync(bob, "GET", $"{name}/messages", null)));
        Assert.Equal(["to ann alone"], Texts(await DataAsync(team, "GET", $"{name}/messages", null)));
        Assert.Equal((group.Id, inside.Id), (
            (await ann.ConversationAsync(name, Cancel)).Id, (await bob.ConversationAsync(inside.ExternalId!, Cancel)).Id));
        await ProblemAssert.IsAsync(409, "already_exists", taken);
        await ann.LeaveAsync(group.Id, Cancel);
        Assert.Equal(["to ann alone"], Texts(await DataAsync(ann, "GET", $"{name}/messages", null)));
    }

    private static NewConversation GroupOf(string name, ChatClient member) =>
        new() { Kind = "group", ExternalId = name, Participants = [Of(member)] };

    private static ParticipantBody Of(ChatClient user) => new(user.UserId);

    private async Task<JsonElement> DataAsync(ChatClient user, string method, string path, object? body) =>
        (await user.CallAsync<JsonElement>(method, $"/chat/rooms/{path}", body, Cancel)).GetProperty("data");

    private static IEnumerable<string?> Texts(JsonElement messages) =>
        messages.EnumerateArray().Select(one => one.GetProperty("content").GetString());
}
