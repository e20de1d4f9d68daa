using System.Net.Http.Json;
using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Dialects;

/// <summary>The second design's REST in its own names.</summary>
public sealed class D002Tests(SharedApplication chat) : SystemTest(chat)
{
    private const string Root = "/api/conversations";

    [Fact]
    [Trait("Requirement", "RST-03")]
    [Trait("Requirement", "RST-04")]
    [Trait("Requirement", "RST-05")]
    [Trait("Requirement", "CNV-05")]
    public async Task Conversations_AreListedWithTheirLastMessage_NewestFirst()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var first = await CreateAsync(ann, new { title = "one", participants = new[] { bob.UserId }, type = "email" });
        var second = await CreateAsync(ann, new { title = "two" });
        await SendAsync(ann, first, "newest");

        var list = await ann.ReadAsync<JsonElement>(Root, Cancel);
        var seen = await bob.ReadAsync<JsonElement>($"{Root}/{first}", Cancel);
        var mails = await ann.ReadAsync<JsonElement>($"{Root}?channel=email", Cancel);

        Assert.Equal([first, second], list.GetProperty("data").EnumerateArray().Select(one => Text(one, "_id")));
        Assert.Equal(
            [string.Join(' ', new[] { ann.UserId, bob.UserId }.Order()), ann.UserId],
            list.GetProperty("data").EnumerateArray().Select(one => string.Join(
                ' ', one.GetProperty("participants").EnumerateArray().Select(participant => participant.GetString()).Order())));
        // An array, as the design's lookup gives it.
        Assert.Equal("newest", Text(Assert.Single(list.GetProperty("data")[0].GetProperty("lastMessage").EnumerateArray()), "content"));
        Assert.Equal(0, list.GetProperty("data")[1].GetProperty("lastMessage").GetArrayLength());
        Assert.Equal(("email", "active", first), (Text(seen, "channel"), Text(seen, "status"), Text(seen, "id")));
        Assert.Equal(first, Text(Assert.Single(mails.GetProperty("data").EnumerateArray()), "id"));
    }

    [Fact]
    [Trait("Requirement", "RST-06")]
    [Trait("Requirement", "RST-07")]
    [Trait("Requirement", "C-11")]
    public async Task Conversation_IsCompletedAndDeleted()
    {
        using var ann = Chat.NewUser();
        var id = await CreateAsync(ann, new { title = "one" });

        var completed = await ann.CallAsync<JsonElement>("PUT", $"{Root}/{id}", new { status = "completed", title = "done" }, Cancel);
        var canonical = await ann.ConversationAsync(Guid.Parse(id), Cancel);
        await ann.CallAsync<JsonElement>("DELETE", $"{Root}/{id}", null, Cancel);
        using var gone = await ann.GetAsync($"{Root}/{id}", Cancel);

        Assert.Equal(("completed", "done", "closed"), (Text(completed, "status"), Text(completed, "title"), canonical.Status));
        var problem = await ProblemAssert.IsAsync(404, "not_found", gone);
        Assert.Equal("not_found", Text(problem, "error"));
        Assert.NotEmpty(Text(problem, "message"));
    }

    [Fact]
    [Trait("Requirement", "RST-08")]
    [Trait("Requirement", "RST-09")]
    [Trait("Requirement", "RST-10")]
    [Trait("Requirement", "RST-11")]
    [Trait("Requirement", "DAT-09")]
    public async Task Messages_AreSentEditedAndDeleted()
    {
        using var ann = Chat.NewUser();
        var id = await CreateAsync(ann, new { title = "one" });
        var sent = await ann.CallAsync<JsonElement>(
            "POST", $"{Root}/{id}/messages",
            new { content = "first", messageType = "file", senderId = ann.UserId, senderType = "user", metadata = new { size = 3 } },
            Cancel);
        var other = await SendAsync(ann, id, "second");

        var edited = await ann.CallAsync<JsonElement>(
            "PATCH", $"{Root}/{id}/messages/{Text(sent, "id")}", new { content = "better" }, Cancel);
        await ann.CallAsync<JsonElement>("DELETE", $"{Root}/{id}/messages/{other}", null, Cancel);
        var page = await ann.ReadAsync<JsonElement>($"{Root}/{id}/messages?page=1&limit=10", Cancel);

        Assert.Equal((ann.UserId, "user", "file"), (Text(sent, "senderId"), Text(sent, "senderType"), Text(sent, "messageType")));
        Assert.Equal(3, sent.GetProperty("metadata").GetProperty("size").GetInt32());
        var only = Assert.Single(page.GetProperty("data").EnumerateArray());
        Assert.Equal(("better", Text(edited, "id")), (Text(only, "content"), Text(only, "id")));
        Assert.Equal(1, page.GetProperty("pagination").GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData("Idempotency-Key")]
    [InlineData("clientId")]
    [Trait("Requirement", "RST-09")]
    public async Task TempId_IsTheOneIdempotencyKey(string other)
    {
        using var ann = Chat.NewUser();
        var path = $"{Root}/{await CreateAsync(ann, new { title = "one" })}/messages";

        using var sent = await KeyedAsync("temp", "temp");
        using var again = await KeyedAsync("temp", "temp");
        using var alone = await KeyedAsync("temp", null);
        using var different = await KeyedAsync("temp", "else");

        var id = await IdAsync(sent);
        Assert.Equal((id, id), (await IdAsync(again), await IdAsync(alone)));
        await ProblemAssert.NamesAsync("tempId", different);

        Task<HttpResponseMessage> KeyedAsync(string tempId, string? key)
        {
            var clientId = other == "clientId" ? key : null;
            var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Content = JsonContent.Create(new { content = "x", tempId, clientId });
            if (key is not null && clientId is null)
                request.Headers.Add(other, key);
            return ann.Http.SendAsync(request, Cancel);
        }

        async Task<string> IdAsync(HttpResponseMessage response) =>
            Text(await response.Content.ReadFromJsonAsync<JsonElement>(Cancel), "id");
    }

    [Fact]
    [Trait("Requirement", "RST-04")]
    public async Task Conversation_WithOneOther_IsOneOfItsOwn_EachTime()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        await ann.CreateConversationAsync(
            new NewConversation { Kind = "direct", Participants = [new ParticipantBody(bob.UserId)] }, Cancel);

        var ids = new List<string>();
        foreach (var title in new[] { "plans", "other plans" })
            ids.Add(await CreateAsync(ann, new { title, participants = new[] { bob.UserId } }));
        var list = await ann.ReadAsync<JsonElement>(Root, Cancel);

        Assert.Equal(
            [(ids[0], "plans"), (ids[1], "other plans")],
            list.GetProperty("data").EnumerateArray().Where(one => ids.Contains(Text(one, "id")))
                .Select(one => (Text(one, "id"), Text(one, "title"))).OrderBy(one => ids.IndexOf(one.Item1)));
        Assert.Equal("group", (await ann.ConversationAsync(Guid.Parse(ids[0]), Cancel)).Kind);
    }

    [Fact]
    [Trait("Requirement", "RST-09")]
    [Trait("Requirement", "DAT-12")]
    public async Task Attachments_AreReturned()
    {
        using var ann = Chat.NewUser();
        var id = await CreateAsync(ann, new { title = "one" });
        string[] attachments = ["https://example.com/a.pdf", "document:doc-1"];

        var sent = await ann.CallAsync<JsonElement>("POST", $"{Root}/{id}/messages", new { content = "see", attachments }, Cancel);
        var plain = await ann.CallAsync<JsonElement>("POST", $"{Root}/{id}/messages", new { content = "nothing" }, Cancel);
        var page = await ann.ReadAsync<JsonElement>($"{Root}/{id}/messages", Cancel);

        Assert.Equal(0, plain.GetProperty("attachments").GetArrayLength());
        foreach (var message in new[] { sent, page.GetProperty("data")[0] })
            Assert.Equal(attachments, message.GetProperty("attachments").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    [Trait("Requirement", "RST-12")]
    [Trait("Requirement", "THR-01")]
    public async Task Thread_OfAMessage_NamesIt_AndKeepsWhatWasWrittenWithIt()
    {
        using var ann = Chat.NewUser();
        var id = await CreateAsync(ann, new { title = "one" });
        var root = await SendAsync(ann, id, "root");
        var body = new { title = "aside", parentMessageId = root, content = "first words", clientId = "thread-1" };

        var thread = await ann.CallAsync<JsonElement>("POST", $"{Root}/{id}/threads", body, Cancel);
        var again = await ann.CallAsync<JsonElement>("POST", $"{Root}/{id}/threads", body, Cancel);
        var bare = await ann.CallAsync<JsonElement>("POST", $"{Root}/{id}/threads", new { title = "written" }, Cancel);
        var messages = await ann.ReadAsync<JsonElement>($"{Root}/{id}/threads/{Text(thread, "id")}", Cancel);

        Assert.Equal((root, "first words"), (Text(thread, "parentMessageId"), Text(thread, "content")));
        Assert.Equal(1, thread.GetProperty("messageCount").GetInt32());
        Assert.Equal((Text(thread, "id"), 1), (Text(again, "id"), again.GetProperty("messageCount").GetInt32()));
        Assert.Equal(["root", "first words"], messages.GetProperty("data").EnumerateArray().Select(one => Text(one, "content")));
        Assert.False(bare.TryGetProperty("parentMessageId", out _));
    }

    [Fact]
    [Trait("Requirement", "RST-12")]
    [Trait("Requirement", "RST-13")]
    [Trait("Requirement", "RST-14")]
    [Trait("Requirement", "THR-01")]
    [Trait("Requirement", "THR-02")]
    public async Task Threads_HaveTheirOwnMessages()
    {
        using var ann = Chat.NewUser();
        var id = await CreateAsync(ann, new { title = "one" });
        var root = await SendAsync(ann, id, "root");

        var thread = await ann.CallAsync<JsonElement>(
            "POST", $"{Root}/{id}/threads", new { title = "aside", parentMessageId = root }, Cancel);
        var inside = await ann.CallAsync<JsonElement>(
            "POST", $"{Root}/{id}/threads/{Text(thread, "id")}", new { content = "inside" }, Cancel);
        var messages = await ann.ReadAsync<JsonElement>($"{Root}/{id}/threads/{Text(thread, "id")}", Cancel);
        await ann.CallAsync<JsonElement>("POST", $"{Root}/{id}/threads", new { title = "another", content = "written" }, Cancel);
        var main = await ann.ReadAsync<JsonElement>($"{Root}/{id}/messages", Cancel);

        Assert.Equal(Text(thread, "id"), Text(inside, "threadId"));
        Assert.Equal(["root", "inside"], messages.GetProperty("data").EnumerateArray().Select(one => Text(one, "content")));
        Assert.Equal(["root"], main.GetProperty("data").EnumerateArray().Select(one => Text(one, "content")));
        Assert.Equal(1, main.GetProperty("pagination").GetProperty("total").GetInt64());
        Assert.Equal(2, messages.GetProperty("pagination").GetProperty("total").GetInt64());
    }

    private async Task<string> CreateAsync(ChatClient user, object body) =>
        Text(await user.CallAsync<JsonElement>("POST", Root, body, Cancel), "id");

    private async Task<string> SendAsync(ChatClient user, string id, string content) =>
        Text(await user.CallAsync<JsonElement>("POST", $"{Root}/{id}/messages", new { content }, Cancel), "id");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
