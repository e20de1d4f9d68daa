using System.Text.Json;
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
        Assert.False(replaced.TryGetProperty("metadata", out _));
        Assert.Equal((2, 0, 4L), (count.GetProperty("count").GetInt32(), after.GetProperty("count").GetInt32(), next.Seq));
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
