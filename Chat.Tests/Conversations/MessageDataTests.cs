using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>What messages and conversations carry: kept as it was sent, checked where it comes in, true afterwards.</summary>
public sealed class MessageDataTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "DAT-02")]
    public async Task Ids_AreUniqueEverywhere_AndSortByTime()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser(tenant: "elsewhere");
        var groups = new List<(ChatClient User, Guid Id)>();
        foreach (var user in new[] { ann, ann, bob })
            groups.Add((user, (await user.CreateGroupAsync([], Cancel)).Id));

        var sent = new List<MessageView>();
        for (var round = 0; round < 10; round++)
            sent.AddRange(await Task.WhenAll(groups.Select(group => group.User.SendAsync(group.Id, $"{round}", Cancel))));

        Assert.Equal(sent.Count, sent.Select(message => message.Id).Distinct().Count());
        var byId = sent.OrderBy(message => message.Id.ToString(), StringComparer.Ordinal).Select(message => message.CreatedAt).ToList();
        Assert.Equal(byId.Order(), byId);
    }

    [Fact]
    [Trait("Requirement", "DAT-11")]
    public async Task Metadata_ComesBackAsItWasSent()
    {
        using var ann = Chat.NewUser();
        var metadata = JsonSerializer.Deserialize<JsonElement>(
            """{"z":1,"a":{"list":[1,2.50,-3e2,null,true],"text":"Ü \"quoted\" \u0001 👍"},"":{},"long":12345678901234567890}""");

        var group = await ann.CreateConversationAsync(new NewConversation { Kind = "group", Metadata = metadata }, Cancel);
        var sent = await ann.SendAsync(group.Id, new NewMessage("hello") { Metadata = metadata }, Cancel);
        var read = await ann.MessageAsync(group.Id, 1, Cancel);
        var conversation = await ann.ConversationAsync(group.Id, Cancel);
        await ann.EditAsync(group.Id, 1, new { metadata = new { other = 1 } }, Cancel);
        var edited = await ann.MessageAsync(group.Id, 1, Cancel);

        Assert.All(
            new[] { group.Metadata, sent.Message.Metadata, read.Metadata, conversation.Metadata },
            one => Assert.True(JsonElement.DeepEquals(metadata, one!.Value), one.ToString()));
        Assert.Equal("""{"other":1}""", edited.Metadata!.Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"content":"x","metadata":[1]}""", "metadata")]
    [InlineData("""{"content":"x","metadata":"text"}""", "metadata")]
    [InlineData("""{"content":"x","metadata":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}}""", "metadata")]
    [InlineData("""{"content":"x","type":"hologram"}""", "type")]
    [InlineData("""{"content":"x","attachments":["javascript:alert(1)"]}""", "attachments[0]")]
    [InlineData("""{"content":"x","attachments":["https://example.org/a.png","http://example.org/a.png"]}""", "attachments[1]")]
    [InlineData("""{"content":"x","attachments":["document:"]}""", "attachments[0]")]
    [InlineData("""{"content":"x","attachments":["document:a b"]}""", "attachments[0]")]
    [InlineData("""{"content":"x","attachments":["document:../secret"]}""", "attachments[0]")]
    [InlineData("""{"content":"x","attachments":[""]}""", "attachments[0]")]
    [Trait("Requirement", "DAT-08")]
    [Trait("Requirement", "DAT-11")]
    [Trait("Requirement", "DAT-12")]
    public async Task Message_WithABadField_IsRefused_AndNamesIt(string body, string field)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        using var refused = await ann.PostTextAsync($"/v1/conversations/{group}/messages", body, "application/json", Cancel);

        await ProblemAssert.NamesAsync(field, refused);
        Assert.Equal(0, (await ann.ConversationAsync(group, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "DAT-08")]
    [Trait("Requirement", "DAT-11")]
    [Trait("Requirement", "DAT-12")]
    public async Task Message_WithGoodFields_IsTaken_UpToTheirSize()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        string[] attachments = ["https://example.org/a.png?b=c#d", "document:doc-xyz", "document:1.2_3"];
        // Sixteen kilobytes with the braces and the name around it.
        var most = new string('x', (16 * 1024) - """{"a":""}""".Length);

        var plain = await ann.SendAsync(group, new NewMessage("hello") { Attachments = attachments }, Cancel);
        var image = await ann.SendAsync(group, new NewMessage("") { Type = "image", Attachments = attachments }, Cancel);
        await ann.SendAsync(group, new NewMessage("large") { Metadata = new { a = most } }, Cancel);
        using var tooLarge = await ann.SendAsync(
            "POST", $"/v1/conversations/{group}/messages", new NewMessage("x") { Metadata = new { a = most + "x" } }, Cancel);

        Assert.Equal(("text", "image"), (plain.Message.Type, image.Message.Type));
        var read = (await ann.MessagesAsync(group, "", Cancel)).Items;
        Assert.Equal(attachments, read[0].Attachments);
        Assert.Equal(attachments, read[1].Attachments);
        Assert.Equal(most, read[2].Metadata!.Value.GetProperty("a").GetString());
        await ProblemAssert.NamesAsync("metadata", tooLarge);
    }

    [Fact]
    [Trait("Requirement", "DAT-13")]
    public async Task Thinking_IsForItsWriter_AndWhoAdministers()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var agent = Chat.NewAgent();
        var group = (await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", Participants = [new(bob.UserId), new(agent.UserId, "agent")] }, Cancel)).Id;
        var thought = new NewMessage("42") { Thinking = "Six times seven", ToolCalls = new[] { new { name = "multiply" } } };
        await agent.SendAsync(group, thought, Cancel);

        foreach (var (who, sees) in new[] { (ann, true), (agent, true), (bob, false) })
            foreach (var read in await ReadEverywhereAsync(who, group))
                Assert.Equal(
                    (sees ? "Six times seven" : null, sees ? """[{"name":"multiply"}]""" : null),
                    (read.Thinking, read.ToolCalls?.GetRawText()));
        var log = JsonSerializer.Serialize((await bob.LogAsync(group, 0, Cancel)).Items);
        Assert.DoesNotContain("Six times", log, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "DAT-19")]
    [Trait("Requirement", "C-12")]
    public async Task Channel_IsKept_AndFiltersTheList()
    {
        using var ann = Chat.NewUser();
        var made = new Dictionary<string, Guid>();
        foreach (var channel in new[] { "voice", "email", "chat" })
            made[channel] = (await ann.CreateConversationAsync(new NewConversation { Kind = "group", Channel = channel }, Cancel)).Id;
        var byDefault = await ann.CreateGroupAsync([], Cancel);

        Assert.Equal("chat", byDefault.Channel);
        foreach (var (channel, id) in made)
        {
            var listed = (await ann.ConversationsAsync($"?channel={channel}", Cancel)).Items;
            Assert.All(listed, one => Assert.Equal(channel, one.Channel));
            Assert.Contains(id, listed.Select(one => one.Id));
            Assert.Equal(channel == "chat" ? 2 : 1, listed.Count);
        }
    }

    [Fact]
    [Trait("Requirement", "DAT-22")]
    public async Task Parent_MustBeAMessageOfTheConversation()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var other = (await ann.CreateGroupAsync([], Cancel)).Id;
        var parent = await ann.SendAsync(group, "parent", Cancel);
        var foreign = await ann.SendAsync(other, "foreign", Cancel);
        var gone = await ann.SendAsync(group, "gone", Cancel);
        await ann.DeleteMessageAsync(group, gone.Seq, Cancel);

        var child = await ann.SendAsync(group, new NewMessage("child") { ParentId = parent.Id.ToString() }, Cancel);

        Assert.Equal(parent.Id, child.Message.ParentId);
        foreach (var wrong in new[] { $"{foreign.Id}", $"{gone.Id}", $"{Guid.CreateVersion7()}", "99" })
        {
            using var refused = await ann.SendAsync(
                "POST", $"/v1/conversations/{group}/messages", new NewMessage("x") { ParentId = wrong }, Cancel);
            Assert.InRange((int)refused.StatusCode, 400, 404);
        }

        Assert.Equal(3, (await ann.ConversationAsync(group, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "DAT-24")]
    [Trait("Requirement", "DAT-32")]
    public async Task List_ShowsTheNewestLiveMessage()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        Assert.Null((await ListedAsync(bob, group)).LastMessage);

        var one = await ann.SendAsync(group, "one", Cancel);
        await AssertNewestAsync(bob, group, "one", one);
        var two = await bob.SendAsync(group, "two", Cancel);
        await AssertNewestAsync(ann, group, "two", two);
        await bob.EditAsync(group, 2, new { content = "two, edited" }, Cancel);
        await AssertNewestAsync(ann, group, "two, edited", two);
        await ann.EditAsync(group, 1, new { content = "one, edited" }, Cancel);
        await AssertNewestAsync(ann, group, "two, edited", two);
        await bob.DeleteMessageAsync(group, 2, Cancel);
        await AssertNewestAsync(ann, group, "one, edited", one);
        await ann.DeleteMessageAsync(group, 1, Cancel);

        var empty = await ListedAsync(ann, group);
        Assert.Equal((null, 0), (empty.LastMessage, empty.MessageCount));
        Assert.True(string.IsNullOrEmpty(empty.Preview));
    }

    private async Task AssertNewestAsync(ChatClient user, Guid conversation, string content, MessageView message)
    {
        var listed = await ListedAsync(user, conversation);
        Assert.Equal((content, content, message.Id), (listed.LastMessage!.Content, listed.Preview, listed.LastMessage.Id));
        Assert.True(listed.LastMessageAt >= message.CreatedAt);
        Assert.Equal(listed.Preview, (await user.ConversationAsync(conversation, Cancel)).Preview);
    }

    private async Task<ConversationView> ListedAsync(ChatClient user, Guid conversation) =>
        Assert.Single((await user.ConversationsAsync("", Cancel)).Items, one => one.Id == conversation);

    private async Task<IReadOnlyList<MessageView>> ReadEverywhereAsync(ChatClient user, Guid conversation) =>
    [
        await user.MessageAsync(conversation, 1, Cancel),
        (await user.MessagesAsync(conversation, "", Cancel)).Items[0],
        (await user.MessagesAsync(conversation, "?newest=true", Cancel)).Items[0],
        (await user.ConversationAsync(conversation, Cancel)).LastMessage!,
    ];
}
