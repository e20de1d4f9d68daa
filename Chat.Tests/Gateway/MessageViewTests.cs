using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>The filters of history, and the other views on messages.</summary>
[Trait("Requirement", "RST-46")]
public sealed class MessageViewTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "RST-38")]
    [Trait("Requirement", "RST-39")]
    [Trait("Requirement", "RST-41")]
    [Trait("Requirement", "C-22")]
    public async Task History_IsFilteredAndBounded()
    {
        using var ann = Chat.NewUser();
        using var agent = Chat.NewAgent();
        var group = (await GroupAsync(ann, agent)).Id;
        await ann.SendAsync(group, "One", Cancel);
        await agent.SendAsync(group, "Two", Cancel);
        await ann.SendAsync(group, new NewMessage("Three") { Attachments = ["document:1"] }, Cancel);
        var root = await ann.SendAsync(group, "Four", Cancel);
        var thread = await ann.CreateThreadAsync(group, new NewThread("Talk", root.Id.ToString()), Cancel);
        await ann.SendAsync(group, new NewMessage("Five") { ThreadId = thread.Id }, Cancel);

        Assert.Equal([1, 2, 3, 4], await SeqsAsync(ann, group, ""));
        Assert.Equal([1, 2, 3, 4, 5], await SeqsAsync(ann, group, "?includeThreads=true"));
        Assert.Equal([4, 5], await SeqsAsync(ann, group, $"?thread={thread.Id}"));
        Assert.Equal([2], await SeqsAsync(ann, group, "?role=assistant"));
        Assert.Equal([3], await SeqsAsync(ann, group, "?withAttachments=true"));
        Assert.Equal([3, 4], await SeqsAsync(ann, group, "?newest=true&limit=2"));
        Assert.Equal([], await SeqsAsync(ann, group, "?fromDate=2999-01-01"));
        Assert.Equal([1, 2, 3, 4], await SeqsAsync(ann, group, "?fromDate=2000-01-01T00:00:00Z"));
        var recent = await ann.ReadAsync<MessagePage>($"/v1/conversations/{group}/messages/recent?limit=2", Cancel);
        Assert.Equal([3, 4], recent.Items.Select(message => message.Seq));
        Assert.Equal([1, 2], await SeqsAsync(ann, group, $"?before={recent.NextCursor}"));
    }

    [Fact]
    [Trait("Requirement", "RST-22")]
    [Trait("Requirement", "RST-42")]
    [Trait("Requirement", "RST-43")]
    public async Task Counts_AndReplies_TellOfLiveMessages()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var first = await ann.SendAsync(group, "One", Cancel);
        await ann.SendAsync(group, new NewMessage("Two") { ParentId = "1", Attachments = ["document:1", "document:2"] }, Cancel);
        var gone = await ann.SendAsync(group, new NewMessage("Three") { ParentId = first.Id.ToString() }, Cancel);
        await ann.DeleteMessageAsync(group, gone.Message.Seq, Cancel);
        var path = $"/v1/conversations/{group}/messages";

        var count = await ann.ReadAsync<JsonElement>(path + "/count", Cancel);
        var attached = await ann.ReadAsync<JsonElement>(path + "/count?withAttachments=true", Cancel);
        var statistics = await ann.ReadAsync<JsonElement>(path + "/statistics", Cancel);
        var replies = await ann.ReadAsync<MessagePage>(path + "/1/replies", Cancel);

        Assert.Equal((2, 1), (count.GetProperty("count").GetInt64(), attached.GetProperty("count").GetInt64()));
        Assert.Equal(2, statistics.GetProperty("messages").GetInt64());
        Assert.Equal(2, statistics.GetProperty("attachments").GetInt64());
        Assert.Equal(2, statistics.GetProperty("byRole").GetProperty("user").GetInt64());
        Assert.Equal(["One", "Two"], replies.Items.Select(message => message.Content));
    }

    [Fact]
    [Trait("Requirement", "SRC-01")]
    public async Task Search_FindsWordsInTheCallersMessages()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var word = $"w{Guid.NewGuid():N}";
        var one = (await ann.CreateGroupAsync([], Cancel)).Id;
        var two = (await ann.CreateGroupAsync([], Cancel)).Id;
        var found = await ann.SendAsync(one, $"The {word} here", Cancel);
        await ann.SendAsync(two, $"The {word} there", Cancel);

        var all = await ann.SearchAsync(word, Cancel);
        var within = await ann.ReadAsync<SearchPage>($"/v1/search?q={word}&conversation={one}", Cancel);
        var first = await ann.ReadAsync<SearchPage>($"/v1/search?q={word}&limit=1", Cancel);
        var rest = await ann.ReadAsync<SearchPage>(
            $"/v1/search?q={word}&limit=1&cursor={Uri.EscapeDataString(first.NextCursor!)}", Cancel);

        Assert.Equal(2, all.Items.Count);
        Assert.Equal([found.Id], within.Items.Select(message => message.Id));
        Assert.Equal(all.Items.Select(message => message.Id), first.Items.Concat(rest.Items).Select(message => message.Id));
        Assert.Null(rest.NextCursor);
        Assert.Empty((await bob.SearchAsync(word, Cancel)).Items);
    }

    [Fact]
    public async Task Thinking_OfAnAgent_IsShownAsItWasSent()
    {
        using var ann = Chat.NewUser();
        using var agent = Chat.NewAgent();
        var group = (await GroupAsync(ann, agent)).Id;

        var sent = await agent.SendAsync(
            group, new NewMessage("42") { Thinking = "Six times seven", ToolCalls = new[] { new { name = "multiply" } } }, Cancel);

        Assert.Equal(("assistant", "agent"), (sent.Message.Role, sent.Message.SenderType));
        Assert.Equal("Six times seven", sent.Message.Thinking);
        Assert.Equal("""[{"name":"multiply"}]""", JsonSerializer.Serialize(sent.Message.ToolCalls));
    }

    private Task<ConversationView> GroupAsync(ChatClient owner, ChatClient agent) => owner.CreateConversationAsync(
        new NewConversation { Kind = "group", Participants = [new ParticipantBody(agent.UserId, "agent")] }, Cancel);

    private async Task<IEnumerable<long>> SeqsAsync(ChatClient client, Guid conversation, string query) =>
        (await client.MessagesAsync(conversation, query, Cancel)).Items.Select(message => message.Seq);
}
