using System.Text.Json;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Dialects;

/// <summary>The first and the third design's REST: their names, in their envelope.</summary>
[Trait("Requirement", "RST-48")]
public sealed class EnvelopeTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "RST-16")]
    [Trait("Requirement", "RST-17")]
    [Trait("Requirement", "RST-18")]
    [Trait("Requirement", "RST-19")]
    [Trait("Requirement", "RST-20")]
    [Trait("Requirement", "RST-21")]
    [Trait("Requirement", "RST-22")]
    [Trait("Requirement", "RST-23")]
    [Trait("Requirement", "CNV-08")]
    public async Task D003_Session_FromFirstMessageToClear()
    {
        using var ann = Chat.NewUser();
        var session = (await ann.CreateGroupAsync([], Cancel)).Id;
        var messages = $"/chat/sessions/{session}/messages";
        var first = await DataAsync(ann, "POST", messages, new { content = "one", metadata = new { mood = "good" } });
        foreach (var content in new[] { "two", "three" })
            await DataAsync(ann, "POST", messages, new { content });

        var history = await DataAsync(ann, "GET", messages, null);
        var recent = await DataAsync(ann, "GET", $"{messages}/recent?limit=2", null);
        var got = await DataAsync(ann, "GET", $"/chat/messages/{Text(first, "id")}", null);
        var replaced = await DataAsync(ann, "PUT", $"/chat/messages/{Text(first, "id")}", new { content = "uno" });
        await DataAsync(ann, "DELETE", $"/chat/messages/{Text(first, "id")}", null);
        var count = await DataAsync(ann, "GET", $"{messages}/count", null);
        await DataAsync(ann, "DELETE", messages, null);
        var after = await DataAsync(ann, "GET", $"{messages}/count", null);
        var next = await ann.SendAsync(session, "four", Cancel);

        Assert.Equal(["one", "two", "three"], history.EnumerateArray().Select(one => Text(one, "content")));
        Assert.Equal(["two", "three"], recent.EnumerateArray().Select(one => Text(one, "content")));
        Assert.Equal(("one", "user", session.ToString()), (Text(got, "content"), Text(got, "role"), Text(got, "sessionId")));
        Assert.Equal("uno", Text(replaced, "content"));
        Assert.Equal(JsonValueKind.Null, replaced.GetProperty("metadata").ValueKind);
        Assert.Equal(JsonValueKind.Null, recent[0].GetProperty("metadata").ValueKind);
        Assert.Equal((2, 0, 4L), (count.GetProperty("count").GetInt32(), after.GetProperty("count").GetInt32(), next.Seq));
    }

    [Fact]
    [Trait("Requirement", "RST-17")]
    [Trait("Requirement", "RST-18")]
    [Trait("Requirement", "RST-22")]
    public async Task D003_HistoryAndCount_AgreeAboutThreads()
    {
        using var ann = Chat.NewUser();
        var session = (await ann.CreateGroupAsync([], Cancel)).Id;
        var messages = $"/chat/sessions/{session}/messages";
        var root = await ann.SendAsync(session, "root", Cancel);
        var thread = await ann.CreateThreadAsync(session, new NewThread("aside", RootMessageId: root.Id.ToString()), Cancel);
        await ann.CallAsync<JsonElement>(
            "POST", $"/v1/conversations/{session}/threads/{thread.Id}/messages", new { content = "under it" }, Cancel);
        await ann.SendAsync(session, "after it", Cancel);

        var history = await DataAsync(ann, "GET", messages, null);
        var recent = await DataAsync(ann, "GET", $"{messages}/recent", null);
        var count = await DataAsync(ann, "GET", $"{messages}/count", null);

        string[] all = ["root", "under it", "after it"];
        Assert.Equal(all, history.EnumerateArray().Select(one => Text(one, "content")));
        Assert.Equal(all, recent.EnumerateArray().Select(one => Text(one, "content")));
        Assert.Equal(all.Length, count.GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("/chat/rooms/{0}/messages")]
    [InlineData("/api/conversations/{0}/messages")]
    [InlineData("/chat/sessions/{0}/messages")]
    [InlineData("/messages")]
    public async Task RepeatedSend_IsAnsweredLikeTheFirst(string route)
    {
        using var ann = Chat.NewUser();
        var id = (await ann.CreateGroupAsync([], Cancel)).Id;
        var body = new { conversationId = id, content = "once", clientId = "once" };

        for (var n = 0; n < 2; n++)
        {
            using var response = await ann.PostAsync(string.Format(null, route, id), body, Cancel);
            await ProblemAssert.StatusAsync(201, response);
        }

        Assert.Equal(1, (await ann.ConversationAsync(id, Cancel)).MessageCount);
    }

    [Fact]
    [Trait("Requirement", "DAT-17")]
    public async Task D001_Room_IsTheDesigns_AndOneOfTwoTakesNoThird()
    {
        using var ann = Chat.NewUser($"ann{Guid.NewGuid():N}");
        using var bob = Chat.NewUser($"bob{Guid.NewGuid():N}");
        using var cid = Chat.NewUser();
        var name = $"{ann.UserId}_{bob.UserId}";
        await DataAsync(ann, "POST", $"/chat/rooms/{name}/join", null);
        var id = (await ann.ConversationAsync(name, Cancel)).Id;
        await ann.UpdateConversationAsync(
            id, new { title = "us", description = "the two", metadata = new { avatar = "https://example.com/us.png" } }, Cancel);

        var room = await DataAsync(bob, "POST", $"/chat/rooms/{name}/join", null);
        using var channel = Chat.Grpc("conversations");
        var rooms = new ChatService.ChatServiceClient(channel);
        var called = await rooms.JoinRoomAsync(new RoomRequest { RoomId = name }, GrpcCalls.As(bob.Token, Cancel));
        using var third = await ann.PostAsync($"/v1/conversations/{id}/participants", new { id = cid.UserId }, Cancel);

        Assert.Equal(
            ["roomId", "roomType", "participants", "createdAt", "lastMessageAt", "metadata"],
            room.EnumerateObject().Select(field => field.Name));
        Assert.Equal((name, "1v1"), (Text(room, "roomId"), Text(room, "roomType")));
        Assert.Equal(
            new[] { ann.UserId, bob.UserId }.Order(),
            room.GetProperty("participants").EnumerateArray().Select(one => one.GetString()!).Order());
        Assert.All(new[] { "createdAt", "lastMessageAt" }, time => Assert.True(room.GetProperty(time).GetInt64() > 0, time));
        Assert.Equal(
            [("name", "us"), ("description", "the two"), ("avatar", "https://example.com/us.png")],
            room.GetProperty("metadata").EnumerateObject().Select(field => (field.Name, field.Value.GetString())));
        Assert.Equal(
            ("us", "the two", "https://example.com/us.png"),
            (called.Metadata.Name, called.Metadata.Description, called.Metadata.Avatar));
        await ProblemAssert.IsAsync(409, "conversation_full", third);
    }

    [Fact]
    public async Task D003_Refusal_IsInTheEnvelopeToo()
    {
        using var ann = Chat.NewUser();

        using var response = await ann.GetAsync("/chat/sessions/nowhere/messages", Cancel);

        var problem = await ProblemAssert.IsAsync(404, "not_found", response);
        Assert.False(problem.GetProperty("success").GetBoolean());
        Assert.Equal("not_found", Text(problem.GetProperty("error"), "code"));
        Assert.True(problem.TryGetProperty("timestamp", out _));
    }

    [Fact]
    [Trait("Requirement", "RST-46")]
    [Trait("Requirement", "DAT-03")]
    [Trait("Requirement", "DAT-04")]
    [Trait("Requirement", "DAT-06")]
    [Trait("Requirement", "DAT-07")]
    [Trait("Requirement", "DAT-17")]
    [Trait("Requirement", "DAT-18")]
    public async Task D001_RoomOfTwo_IsOneRoom_WithReceipts()
    {
        using var ann = Chat.NewUser($"ann{Guid.NewGuid():N}");
        using var bob = Chat.NewUser($"bob{Guid.NewGuid():N}");
        var room = $"/chat/rooms/{ann.UserId}_{bob.UserId}";

        var rooms = await Task.WhenAll(new[] { ann, bob, ann, bob }.Select(who => DataAsync(who, "POST", $"{room}/join", null)));
        var sent = await DataAsync(ann, "POST", $"{room}/messages", new { content = "hello" });
        await DataAsync(bob, "POST", $"{room}/delivered", new { messageId = 1 });
        await DataAsync(bob, "POST", $"{room}/read", new { messageId = 1 });
        await DataAsync(bob, "POST", $"{room}/delivered", new { messageId = 1 });
        var history = await DataAsync(ann, "GET", $"{room}/messages?limit=10", null);

        Assert.All(rooms, one => Assert.Equal(("1v1", 2), (Text(one, "roomType"), one.GetProperty("participants").GetArrayLength())));
        Assert.Single((await ann.ConversationsAsync("", Cancel)).Items);
        var month = DateTimeOffset.FromUnixTimeMilliseconds(sent.GetProperty("timestamp").GetInt64());
        Assert.Equal(
            (1L, "sent", month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)),
            (sent.GetProperty("messageId").GetInt64(), Text(sent, "status"), Text(sent, "monthYear")));
        var seen = Assert.Single(history.EnumerateArray());
        Assert.Equal("read", Text(seen, "status"));
        Assert.Equal(bob.UserId, Assert.Single(seen.GetProperty("deliveredTo").EnumerateArray()).GetString());
        Assert.Equal(bob.UserId, Text(Assert.Single(seen.GetProperty("readBy").EnumerateArray()), "userId"));
        var readAt = seen.GetProperty("readBy")[0].GetProperty("readAt").GetInt64();
        Assert.InRange(readAt, seen.GetProperty("timestamp").GetInt64(), long.MaxValue);
    }

    [Fact]
    [Trait("Requirement", "DLV-14")]
    [Trait("Requirement", "GRP-03")]
    public async Task D001_History_TellsWhetherThereIsMore()
    {
        using var ann = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 0; i < 3; i++)
            await ann.SendAsync(room, $"{i}", Cancel);

        foreach (var (limit, more) in new[] { (1, true), (2, true), (3, false), (4, false) })
        {
            var page = await ann.ReadAsync<JsonElement>($"/chat/rooms/{room}/messages?limit={limit}", Cancel);
            Assert.Equal((Math.Min(limit, 3), more), (page.GetProperty("data").GetArrayLength(), page.GetProperty("hasMore").GetBoolean()));
        }
    }

    private async Task<JsonElement> DataAsync(ChatClient user, string method, string path, object? body)
    {
        var envelope = await user.CallAsync<JsonElement>(method, path, body, Cancel);
        Assert.True(envelope.GetProperty("success").GetBoolean());
        Assert.True(envelope.TryGetProperty("timestamp", out _));
        return envelope.GetProperty("data");
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
