using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>What a message may hold: attachments, types, roles, metadata and parents, by sending and by editing alike.</summary>
public sealed class MessageFieldTests(SharedApplication chat) : SystemTest(chat)
{
    public static TheoryData<string> Proper =>
    [
        "https://example.com/a.png", "https://example.com:8443/a?b=c#d", "https://[::1]/a", "https://xn--mnchen-3ya.de/%C3%BC",
        "document:doc-xyz", "document:7", "document:A.b_c-9",
    ];

    public static TheoryData<string> Improper =>
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "http://example.com/a", "ftp://example.com/a", "file:///etc/hosts",
        "data:text/html,<script>alert(1)</script>", "vbscript:x", "//example.com/a", "/a", "a.png", "", " ", "https://", "https:",
        "https://exa mple.com/", " https://example.com/a", "https://example.com/a\n", "https://example.com/a\u0001", "document:",
        "document: 7", "document:7\n", "document:a/b", "document:../a", "document:7?x", "Document:7", "document:<b>", "document",
    ];

    [Theory]
    [MemberData(nameof(Proper))]
    [Trait("Requirement", "DAT-12")]
    [Trait("Requirement", "ATT-01")]
    public async Task Attachment_ThatIsAnAddressOrADocument_IsKept(string attachment)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        var sent = await ann.SendAsync(group, new NewMessage(null) { Attachments = [attachment] }, Cancel);

        Assert.Equal([attachment], sent.Message.Attachments);
        Assert.Equal([attachment], (await ann.MessageAsync(group, 1, Cancel)).Attachments);
    }

    [Theory]
    [MemberData(nameof(Improper))]
    [Trait("Requirement", "DAT-12")]
    [Trait("Requirement", "ATT-01")]
    public async Task Attachment_OfAnotherKind_IsRefusedByName(string attachment)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var sent = await ann.SendAsync(group, new NewMessage("Hi") { Attachments = ["document:1"] }, Cancel);
        string[] attachments = ["document:1", attachment];

        using var send = await ann.SendAsync("POST", PathOf(group), new NewMessage("Hi") { Attachments = attachments }, Cancel);
        using var edit = await ann.SendAsync("PATCH", $"{PathOf(group)}/1", new { attachments }, Cancel);

        await ProblemAssert.NamesAsync("attachments[1]", send);
        await ProblemAssert.NamesAsync("attachments[1]", edit);
        Assert.Equal(["document:1"], (await ann.MessageAsync(group, sent.Message.Id, Cancel)).Attachments);
        Assert.Equal(1, (await ann.ConversationAsync(group, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "ATT-03")]
    public async Task MessagesWithAttachments_AreTheLiveOnesThatHaveThemNow()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 1; i <= 4; i++)
            await ann.SendAsync(group, new NewMessage($"{i}") { Attachments = [$"document:{i}"] }, Cancel);
        await ann.SendAsync(group, "none", Cancel);

        await ann.DeleteMessageAsync(group, 2, Cancel);
        await ann.EditAsync(group, 3, new { attachments = Array.Empty<string>() }, Cancel);
        await ann.EditAsync(group, 5, new { attachments = new[] { "document:5" } }, Cancel);

        var found = await ann.MessagesAsync(group, "?withAttachments=true", Cancel);
        Assert.Equal([1, 4, 5], found.Items.Select(message => message.Seq));
    }

    [Fact]
    [Trait("Requirement", "DAT-08")]
    public async Task Type_IsTextUnlessGiven_AndAKnownOne()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        Assert.Equal("text", (await ann.SendAsync(group, "Hi", Cancel)).Type);
        foreach (var type in new[] { "text", "image", "file", "voice" })
            Assert.Equal(type, (await ann.SendAsync(group, new NewMessage("Hi") { Type = type }, Cancel)).Message.Type);
        foreach (var type in new[] { "video", "Text", "", "1", "unspecified" })
        {
            using var refused = await ann.SendAsync("POST", PathOf(group), new NewMessage("Hi") { Type = type }, Cancel);
            await ProblemAssert.NamesAsync("type", refused);
        }
    }

    [Fact]
    [Trait("Requirement", "DAT-10")]
    public async Task Role_OfTheMachine_IsNotForPeople()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var agent = Chat.NewAgent();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.AddParticipantAsync(group, new ParticipantBody(agent.UserId, "agent"), Cancel);

        foreach (var role in new[] { "system", "assistant", "tool" })
        {
            using var refused = await bob.SendAsync("POST", PathOf(group), new NewMessage("Hi") { Role = role }, Cancel);
            await ProblemAssert.IsAsync(403, "permission_denied", refused);
        }

        using var unknown = await bob.SendAsync("POST", PathOf(group), new NewMessage("Hi") { Role = "root" }, Cancel);
        await ProblemAssert.NamesAsync("role", unknown);
        await bob.SendAsync(group, "user", Cancel);
        await agent.SendAsync(group, "assistant", Cancel);
        await ann.SendAsync(group, new NewMessage("system") { Role = "system" }, Cancel);
        foreach (var role in new[] { "user", "assistant", "system" })
            Assert.Equal([role], (await bob.MessagesAsync(group, $"?role={role}", Cancel)).Items.Select(one => one.Content));
    }

    [Theory]
    [InlineData("""{"b":1,"a":[1.50,{"x":null}],"c":"ü < > & 'x' 👍","B":{},"n":-0.25,"t":true}""")]
    [InlineData("{}")]
    [Trait("Requirement", "DAT-11")]
    public async Task Metadata_ComesBackAsItWasSent(string metadata)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var sent = JsonSerializer.Deserialize<JsonElement>(metadata);

        await ann.SendAsync(group, new NewMessage("Hi") { Metadata = sent }, Cancel);
        var changed = await ann.UpdateConversationAsync(group, new { metadata = sent }, Cancel);

        Assert.True(JsonElement.DeepEquals(sent, (await ann.MessageAsync(group, 1, Cancel)).Metadata!.Value));
        Assert.True(JsonElement.DeepEquals(sent, changed.Metadata!.Value));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("""{"a":"{long}"}""")]
    [InlineData("""{"a":[[[[[[[[[[[[1]]]]]]]]]]]]}""")]
    [Trait("Requirement", "DAT-11")]
    public async Task Metadata_ThatIsNoSmallObject_IsRefused(string metadata)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var body = $$"""{"content":"Hi","metadata":{{metadata.Replace("{long}", new string('a', 16 * 1024))}}}""";

        using var refused = await ann.PostTextAsync(PathOf(group), body, "application/json", Cancel);

        await ProblemAssert.NamesAsync("metadata", refused);
        Assert.Equal(0, (await ann.ConversationAsync(group, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "DAT-22")]
    public async Task Parent_MustBeALiveMessageOfTheConversation()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var elsewhere = await ann.SendAsync((await ann.CreateGroupAsync([], Cancel)).Id, "Elsewhere", Cancel);
        var parent = await ann.SendAsync(group, "Parent", Cancel);
        await ann.SendAsync(group, "Gone", Cancel);
        await ann.DeleteMessageAsync(group, 2, Cancel);

        foreach (var wrong in new[] { elsewhere.Id.ToString(), Guid.NewGuid().ToString(), "2", "7" })
        {
            using var refused = await ann.SendAsync("POST", PathOf(group), new NewMessage("Hi") { ParentId = wrong }, Cancel);
            Assert.True((int)refused.StatusCode is 400 or 404, $"{wrong}: {refused.StatusCode}");
        }

        var child = await ann.SendAsync(group, new NewMessage("Child") { ParentId = parent.Id.ToString() }, Cancel);
        Assert.Equal((parent.Id, 3), (child.Message.ParentId, child.Message.Seq));
    }

    [Fact]
    [Trait("Requirement", "DAT-02")]
    public async Task Ids_AreUniqueAndSortByTime()
    {
        using var ann = Chat.NewUser();
        using var other = Chat.NewUser(ann.UserId, "elsewhere");
        var sent = new List<MessageView>();
        foreach (var client in new[] { ann, other, ann })
        {
            var group = (await client.CreateGroupAsync([], Cancel)).Id;
            sent.AddRange(await Task.WhenAll(Enumerable.Range(0, 30).Select(n => client.SendAsync(group, $"{n}", Cancel))));
        }

        Assert.Equal(90, sent.Select(message => message.Id).Distinct().Count());
        var byId = sent.OrderBy(message => message.Id.ToString(), StringComparer.Ordinal).ToList();
        Assert.Equal(
            sent.Select(message => message.CreatedAt.ToUnixTimeMilliseconds()).Order(),
            byId.Select(message => message.CreatedAt.ToUnixTimeMilliseconds()));
    }

    [Fact]
    [Trait("Requirement", "DAT-13")]
    public async Task Thinking_IsNotForEverybody()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var agent = Chat.NewAgent();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.AddParticipantAsync(group, new ParticipantBody(agent.UserId, "agent"), Cancel);
        var word = $"thought{Guid.NewGuid():N}";

        await agent.SendAsync(
            group, new NewMessage("42") { Thinking = word, ToolCalls = new[] { new { name = word } } }, Cancel);

        foreach (var reader in new[] { ann, agent })
            Assert.Equal(word, (await reader.MessageAsync(group, 1, Cancel)).Thinking);
        foreach (var path in new[] { "", "/messages", "/messages/1", "/messages/recent", "/log", "/messages/1/replies" })
            Assert.DoesNotContain(
                word, await bob.Http.GetStringAsync($"/v1/conversations/{group}{path}", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(word, await bob.Http.GetStringAsync("/v1/search?q=42", Cancel), StringComparison.Ordinal);
    }

    private static string PathOf(Guid group) => $"/v1/conversations/{group}/messages";
}
