using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Dialects;

/// <summary>The fourth design's REST in its own names, with its own samples.</summary>
public sealed class D004Tests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "RST-24")]
    [Trait("Requirement", "RST-36")]
    [Trait("Requirement", "DAT-31")]
    public async Task SeedSamples_OfConversationAndMessage_Work()
    {
        using var ann = Chat.NewUser(tenant: $"tenant-{Guid.NewGuid():N}");
        var conversation = await PostAsync(ann, "/conversations", """
            {
                "title": "Sales Discussion",
                "agentId": "agent-123",
                "tags": ["sales", "q1-2025"]
              }
            """);
        // The id in the sample of a message is a name that some conversation has to have.
        var named = await PostAsync(ann, "/conversations", """{"title": "Named", "externalId": "conv-123"}""");
        var message = await PostAsync(ann, "/messages", """
            {
                "conversationId": "conv-123",
                "role": "user",
                "content": "What were Q1 sales?",
                "attachments": ["document:doc-xyz"]
              }
            """);

        Assert.Equal("Sales Discussion", Text(conversation, "title"));
        Assert.Equal(["agent-123", ann.UserId],
            conversation.GetProperty("participants").EnumerateArray().Select(one => Text(one, "id")).Order());
        Assert.Equal(["sales", "q1-2025"], conversation.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(Text(named, "id"), Text(message, "conversationId"));
        Assert.Equal(("user", "What were Q1 sales?", "text", ann.UserId),
            (Text(message, "role"), Text(message, "content"), Text(message, "type"), Text(message, "participantId")));
        Assert.Equal("document:doc-xyz", message.GetProperty("attachments")[0].GetString());
    }

    [Fact]
    [Trait("Requirement", "DAT-14")]
    [Trait("Requirement", "DAT-15")]
    public async Task Fields_AreTheDesigns_AndTheRemovedOnesAreGone()
    {
        using var ann = Chat.NewUser();
        var conversation = await PostAsync(ann, "/conversations", """{"title": "t"}""");
        var message = await PostAsync(ann, "/messages", $$"""{"conversationId": "{{Text(conversation, "id")}}", "content": "hi"}""");

        Assert.All(
            new[] { "_id", "type", "status", "participantId", "attachments" },
            name => Assert.True(message.TryGetProperty(name, out _), name));
        Assert.All(
            new[] { "isActive", "functionCall", "responseTime", "messageType" },
            name => Assert.False(message.TryGetProperty(name, out _), name));
        Assert.All(new[] { "conversationId", "modelId", "isActive" }, name => Assert.False(conversation.TryGetProperty(name, out _), name));
        Assert.All(
            new[] { "totalCost", "totalTokens", "totalMessages" },
            name => Assert.True(conversation.TryGetProperty(name, out _), name));
    }

    [Fact]
    [Trait("Requirement", "RST-25")]
    [Trait("Requirement", "RST-26")]
    [Trait("Requirement", "RST-27")]
    [Trait("Requirement", "RST-33")]
    [Trait("Requirement", "RST-34")]
    [Trait("Requirement", "C-34")]
    public async Task Lists_PageAndFilter()
    {
        using var ann = Chat.NewUser();
        var ids = new List<string>();
        foreach (var agent in new[] { "a-1", "a-2", "a-2" })
            ids.Add(Text(await PostAsync(ann, "/conversations", $$"""{"title": "t", "agentId": "{{agent}}"}"""), "id"));
        using var archived = await ann.SendAsync("POST", $"/conversations/{ids[1]}/archive", null, Cancel);
        using var closed = await ann.SendAsync("POST", $"/conversations/{ids[2]}/close", null, Cancel);
        var body = new { conversationId = ids[2], content = "late" };
        using var late = await ann.PostAsync("/messages", body, Cancel);

        var all = await ann.ReadAsync<JsonElement>("/conversations?status=any&limit=2&page=2", Cancel);
        var mine = await ann.ReadAsync<JsonElement>("/conversations/my-conversations", Cancel);
        var agents = await ann.ReadAsync<JsonElement>("/conversations/agent/a-2", Cancel);

        Assert.Equal((1, 2, 3L), (all.GetProperty("data").GetArrayLength(), all.GetProperty("pagination").GetProperty("page").GetInt32(),
            all.GetProperty("pagination").GetProperty("total").GetInt64()));
        Assert.Equal(
            [("a-2", "agent", "member"), (ann.UserId, "user", "owner")],
            mine.GetProperty("data")[0].GetProperty("participants").EnumerateArray()
                .Select(one => (Text(one, "id"), Text(one, "type"), Text(one, "role"))).OrderBy(one => one.Item2));
        Assert.Equal([ids[2], ids[0]], mine.GetProperty("data").EnumerateArray().Select(one => Text(one, "id")));
        Assert.Equal(ids[2], Text(Assert.Single(agents.GetProperty("data").EnumerateArray()), "id"));
        await ProblemAssert.IsAsync(409, "conversation_closed", late);
    }

    [Fact]
    [Trait("Requirement", "RST-28")]
    [Trait("Requirement", "RST-29")]
    [Trait("Requirement", "RST-30")]
    [Trait("Requirement", "RST-31")]
    [Trait("Requirement", "RST-32")]
    public async Task Conversation_IsChanged_AndDeleted()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var id = Text(await PostAsync(ann, "/conversations", """{"title": "t"}"""), "id");

        var added = await ann.CallAsync<JsonElement>(
            "POST", $"/conversations/{id}/participants", new { type = "user", id = bob.UserId }, Cancel);
        var seen = await bob.ReadAsync<JsonElement>($"/conversations/{id}", Cancel);
        var updated = await ann.CallAsync<JsonElement>(
            "PUT", $"/conversations/{id}", new { title = "new", tags = new[] { "x" }, status = "archived" }, Cancel);
        var left = await ann.CallAsync<JsonElement>("DELETE", $"/conversations/{id}/participants/user/{bob.UserId}", null, Cancel);
        using var unseen = await bob.GetAsync($"/conversations/{id}", Cancel);
        await ann.CallAsync<JsonElement>("DELETE", $"/conversations/{id}", null, Cancel);
        using var gone = await ann.GetAsync($"/conversations/{id}", Cancel);

        Assert.Equal((2, 1), (added.GetProperty("participants").GetArrayLength(), left.GetProperty("participants").GetArrayLength()));
        Assert.Equal(("t", "new", "archived"), (Text(seen, "title"), Text(updated, "title"), Text(updated, "status")));
        await ProblemAssert.IsAsync(404, "not_found", unseen);
        var problem = await ProblemAssert.IsAsync(404, "not_found", gone);
        Assert.Equal((404, "not_found"), (problem.GetProperty("statusCode").GetInt32(), Text(problem, "error")));
    }

    [Fact]
    [Trait("Requirement", "RST-37")]
    [Trait("Requirement", "RST-38")]
    [Trait("Requirement", "RST-39")]
    [Trait("Requirement", "RST-40")]
    [Trait("Requirement", "RST-41")]
    [Trait("Requirement", "RST-42")]
    public async Task Messages_AreFoundEveryWay()
    {
        using var ann = Chat.NewUser();
        var id = Text(await PostAsync(ann, "/conversations", """{"title": "t"}"""), "id");
        for (var i = 1; i <= 3; i++)
            await PostAsync(ann, "/messages", $$"""{"conversationId": "{{id}}", "content": "the runners are running {{i}}"}""");
        await PostAsync(
            ann, "/messages", $$"""{"conversationId": "{{id}}", "content": "look", "attachments": ["https://example.com/a.png"]}""");
        await PostAsync(ann, "/messages", $$"""{"conversationId": "{{id}}", "content": "be kind", "role": "system"}""");
        var of = $"/messages/conversation/{id}";

        var page = await ann.ReadAsync<JsonElement>($"{of}?page=2&limit=2", Cancel);
        var system = await ann.ReadAsync<JsonElement>($"{of}/role/system", Cancel);
        var attached = await ann.ReadAsync<JsonElement>($"{of}/attachments", Cancel);
        var found = await ann.ReadAsync<JsonElement>($"{of}/search?q=run", Cancel);
        var last = await ann.ReadAsync<JsonElement>($"{of}/last/2", Cancel);
        var all = await ann.ReadAsync<JsonElement>($"{of}/last/100000", Cancel);
        var statistics = await ann.ReadAsync<JsonElement>($"{of}/statistics", Cancel);

        Assert.Equal((2, 5L), (page.GetProperty("data").GetArrayLength(), page.GetProperty("pagination").GetProperty("total").GetInt64()));
        Assert.Equal("be kind", Text(Assert.Single(system.GetProperty("data").EnumerateArray()), "content"));
        Assert.Equal("look", Text(Assert.Single(attached.GetProperty("data").EnumerateArray()), "content"));
        Assert.Equal((3, 2, 5), (found.GetArrayLength(), last.GetArrayLength(), all.GetArrayLength()));
        Assert.Equal((5L, 4L, 1L), (statistics.GetProperty("totalMessages").GetInt64(),
            statistics.GetProperty("byRole").GetProperty("user").GetInt64(), statistics.GetProperty("withAttachments").GetInt64()));
    }

    [Fact]
    [Trait("Requirement", "RST-43")]
    [Trait("Requirement", "RST-44")]
    [Trait("Requirement", "RST-45")]
    [Trait("Requirement", "THR-05")]
    public async Task Thread_IsParentAndLiveChildren()
    {
        using var ann = Chat.NewUser();
        var id = Text(await PostAsync(ann, "/conversations", """{"title": "t"}"""), "id");
        var parent = Text(await PostAsync(ann, "/messages", $$"""{"conversationId": "{{id}}", "content": "parent"}"""), "id");
        var children = new List<string>();
        foreach (var text in new[] { "one", "two" })
            children.Add(Text(await PostAsync(
                ann, "/messages", $$"""{"conversationId": "{{id}}", "content": "{{text}}", "parentId": "{{parent}}"}"""), "id"));

        var tombstone = await ann.CallAsync<JsonElement>("DELETE", $"/messages/{children[0]}", null, Cancel);
        var thread = await ann.ReadAsync<JsonElement>($"/messages/thread/{parent}", Cancel);
        using var deleted = await ann.GetAsync($"/messages/{children[0]}", Cancel);

        Assert.Equal((children[0], "sent"), (Text(tombstone, "id"), Text(tombstone, "status")));
        Assert.Equal(parent, Text(thread.GetProperty("parent"), "id"));
        Assert.Equal(children[1], Text(Assert.Single(thread.GetProperty("children").EnumerateArray()), "id"));
        await ProblemAssert.IsAsync(404, "not_found", deleted);
    }

    [Fact]
    [Trait("Requirement", "RST-43")]
    public async Task Thread_HasAllChildren_HoweverMany()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var parent = (await ann.SendAsync(group, "parent", Cancel)).Id.ToString();
        var children = await Task.WhenAll(Enumerable.Range(1, 201).Select(
            n => ann.SendAsync(group, new NewMessage($"{n}") { ParentId = parent }, Cancel)));

        var thread = await ann.ReadAsync<JsonElement>($"/messages/thread/{parent}", Cancel);

        Assert.Equal(
            children.Select(one => one.Message).OrderBy(one => one.Seq).Select(one => one.Id.ToString()),
            thread.GetProperty("children").EnumerateArray().Select(one => Text(one, "id")));
        Assert.Equal((parent, false), (Text(thread.GetProperty("parent"), "id"), thread.GetProperty("hasMore").GetBoolean()));
    }

    [Fact]
    [Trait("Requirement", "RST-35")]
    [Trait("Requirement", "SUM-02")]
    public async Task Summary_IsRenewedOnDemand()
    {
        using var ann = Chat.NewUser();
        var id = Text(await PostAsync(ann, "/conversations", """{"title": "t"}"""), "id");
        await PostAsync(ann, "/messages", $$"""{"conversationId": "{{id}}", "content": "The river is long."}""");

        using var response = await ann.SendAsync("POST", $"/conversations/{id}/summary", null, Cancel);

        await ProblemAssert.StatusAsync(202, response);
        var summarized = await Eventually.ReadAsync(
            token => ann.ReadAsync<JsonElement>($"/conversations/{id}", token),
            one => one.TryGetProperty("contextSummary", out _), TimeSpan.FromSeconds(20), Cancel);
        Assert.NotEmpty(Text(summarized, "contextSummary"));
        Assert.Equal(1, summarized.GetProperty("totalMessages").GetInt64());
    }

    private async Task<JsonElement> PostAsync(ChatClient user, string path, string json)
    {
        using var response = await user.PostTextAsync(path, json, "application/json", Cancel);
        await ProblemAssert.StatusAsync(201, response);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancel));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
