using System.Net.Http.Json;
using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>What the routes of messages answer, in its whole form.</summary>
[Trait("Requirement", "RST-46")]
public sealed class MessageRouteTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "RST-09")]
    public async Task Send_WithEverything_ComesBackAsItWas()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await ann.CreateGroupAsync([bob], Cancel);
        var first = await ann.SendAsync(group.Id, "First", Cancel);

        using var response = await ann.SendAsync(
            "POST", $"/v1/conversations/{group.Id}/messages",
            new NewMessage("Look")
            {
                Type = "image", Attachments = ["https://example.com/a.png", "document:7"], Metadata = new { a = new[] { 1, 2 } },
                ParentId = first.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Mentions = [new PrincipalView(bob.UserId)], ClientId = "key",
            },
            Cancel);

        await ProblemAssert.StatusAsync(201, response);
        var sent = JsonSerializer.Deserialize<SentView>(await response.Content.ReadAsStringAsync(Cancel), JsonSerializerOptions.Web)!;
        var read = await bob.MessageAsync(group.Id, sent.Message.Id, Cancel);
        Assert.Equal($"/v1/messages/{read.Id}", response.Headers.Location?.ToString());
        Assert.Equal(("Look", "image", "user", 1), (read.Content, read.Type, read.Role, read.Version));
        Assert.Equal(["https://example.com/a.png", "document:7"], read.Attachments);
        Assert.Equal("""{"a":[1,2]}""", JsonSerializer.Serialize(read.Metadata));
        Assert.Equal([new PrincipalView(bob.UserId)], read.Mentions);
        Assert.Equal((first.Id, "key", group.Id), (read.ParentId, read.ClientId, read.ConversationId));
        Assert.Null(sent.JobId);
    }

    [Fact]
    public async Task Send_Repeated_IsTheSameMessageWith200()
    {
        using var ann = Chat.NewUser();
        var group = await ann.CreateGroupAsync([], Cancel);
        var path = $"/v1/conversations/{group.Id}/messages";
        ann.Http.DefaultRequestHeaders.Add("Idempotency-Key", "key");

        using var first = await ann.SendAsync("POST", path, new NewMessage("Hello"), Cancel);
        using var again = await ann.SendAsync("POST", path, new NewMessage("Hello") { ClientId = "key" }, Cancel);
        using var other = await ann.SendAsync("POST", path, new NewMessage("Goodbye"), Cancel);

        await ProblemAssert.StatusAsync(201, first);
        await ProblemAssert.StatusAsync(200, again);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        var one = await first.Content.ReadFromJsonAsync<SentView>(Cancel);
        var same = await again.Content.ReadFromJsonAsync<SentView>(Cancel);
        Assert.Equal(
            (one!.Message.Id, one.Message.Seq, one.Message.Content, one.Message.CreatedAt, one.JobId),
            (same!.Message.Id, same.Message.Seq, same.Message.Content, same.Message.CreatedAt, same.JobId));
        Assert.Equal([one.Message.Id], (await ann.MessagesAsync(group.Id, "", Cancel)).Items.Select(message => message.Id));
        await ProblemAssert.IsAsync(422, "idempotency_conflict", other);
    }

    [Fact]
    [Trait("Requirement", "C-23")]
    [Trait("Requirement", "RST-10")]
    public async Task Edit_WithAVersion_NeedsThatVersion()
    {
        using var ann = Chat.NewUser();
        var group = await ann.CreateGroupAsync([], Cancel);
        var sent = await ann.SendAsync(
            group.Id, new NewMessage("One") { Metadata = new { a = 1 }, Attachments = ["document:1"] }, Cancel);

        var edited = await ann.EditAsync(group.Id, sent.Message.Seq, new { content = "Two", version = 1 }, Cancel);
        using var stale = await ann.SendAsync(
            "PATCH", $"/v1/conversations/{group.Id}/messages/{edited.Id}", new { content = "Three", version = 1 }, Cancel);
        var cleared = await ann.CallAsync<MessageView>(
            "PATCH", $"/v1/conversations/{group.Id}/messages/{edited.Id}",
            JsonSerializer.Deserialize<JsonElement>("""{"metadata":null,"attachments":null}"""), Cancel);
        var versions = await ann.ReadAsync<JsonElement>($"/v1/conversations/{group.Id}/messages/1/versions", Cancel);

        Assert.Equal(("Two", 2), (edited.Content, edited.Version));
        Assert.Equal(new PrincipalView(ann.UserId), edited.UpdatedBy);
        await ProblemAssert.IsAsync(409, "version_conflict", stale);
        Assert.Equal(("Two", 3), (cleared.Content, cleared.Version));
        Assert.Null(cleared.Metadata);
        Assert.Empty(cleared.Attachments);
        Assert.Equal(
            ["One", "Two", "Two"],
            versions.GetProperty("items").EnumerateArray().Select(version => version.GetProperty("content").GetString()));
    }

    [Fact]
    [Trait("Requirement", "RST-11")]
    public async Task Delete_LeavesATombstoneWithoutContent()
    {
        using var ann = Chat.NewUser();
        var group = await ann.CreateGroupAsync([], Cancel);
        var sent = await ann.SendAsync(group.Id, "Secret", Cancel);

        var deleted = await ann.DeleteMessageAsync(group.Id, sent.Id, Cancel);
        var page = await ann.Http.GetStringAsync($"/v1/conversations/{group.Id}/messages", Cancel);
        var log = await ann.Http.GetStringAsync($"/v1/conversations/{group.Id}/log", Cancel);

        Assert.NotNull(deleted.DeletedAt);
        Assert.Null(deleted.Content);
        Assert.DoesNotContain("Secret", page + log, StringComparison.Ordinal);
        Assert.Equal("message.deleted", (await ann.LogAsync(group.Id, 0, Cancel)).Kinds[^1]);
    }

    [Fact]
    public async Task Marks_OnAMessage_AreShown()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await ann.CreateGroupAsync([bob], Cancel);
        var sent = await ann.SendAsync(group.Id, "Hello", Cancel);

        await bob.ReactAsync(group.Id, sent.Seq, "👍", Cancel);
        var reacted = await ann.ReactAsync(group.Id, sent.Id, "👍", Cancel);
        var pinned = await ann.PinAsync(group.Id, sent.Seq, Cancel);
        var pins = await bob.ReadAsync<MessagePage>($"/v1/conversations/{group.Id}/pins", Cancel);
        var unreacted = await ann.UnreactAsync(group.Id, sent.Id, "👍", Cancel);
        var unpinned = await ann.UnpinAsync(group.Id, sent.Seq, Cancel);

        Assert.Equal([new ReactionView("👍", 2, true)], reacted.Reactions);
        Assert.Equal(new PrincipalView(ann.UserId), pinned.PinnedBy);
        Assert.Equal([sent.Id], pins.Items.Select(message => message.Id));
        Assert.Equal([new ReactionView("👍", 1, false)], unreacted.Reactions);
        Assert.Null(unpinned.PinnedAt);
    }

    [Fact]
    [Trait("Requirement", "RST-12")]
    [Trait("Requirement", "RST-14")]
    public async Task Thread_IsMadeWrittenAndRead()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await ann.CreateGroupAsync([bob], Cancel);
        var root = await ann.SendAsync(group.Id, "Root", Cancel);

        var thread = await ann.CreateThreadAsync(group.Id, new NewThread("Talk", root.Id.ToString()), Cancel);
        var path = $"/v1/conversations/{group.Id}/threads/{thread.Id}";
        var sent = await ann.CallAsync<SentView>("POST", path + "/messages", new NewMessage("Reply"), Cancel);
        var page = await bob.ReadAsync<MessagePage>(path + "/messages", Cancel);
        var unread = await bob.ReadAsync<ThreadView>(path, Cancel);
        var read = await bob.CallAsync<ThreadView>("POST", path + "/read", new { uptoSeq = sent.Message.Seq }, Cancel);
        var threads = await bob.ReadAsync<ThreadPage>($"/v1/conversations/{group.Id}/threads", Cancel);

        Assert.Equal((root.Id, "Talk"), (thread.Id, thread.Title));
        Assert.Equal(thread.Id, sent.Message.ThreadId);
        Assert.Equal(["Root", "Reply"], page.Items.Select(message => message.Content));
        Assert.Equal((1, 0), (unread.UnreadCount, read.UnreadCount));
        Assert.Equal([thread.Id], threads.Items.Select(one => one.Id));
    }

    [Fact]
    public async Task Receipts_OfAMessage_AreCounted()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = await ann.CreateGroupAsync([bob], Cancel);
        var sent = await ann.SendAsync(group.Id, "Hello", Cancel);

        var marked = await bob.MarkAsync(group.Id, "read", sent.Seq, Cancel);
        var receipts = await ann.ReceiptsAsync(group.Id, sent.Seq, Cancel);
        var privately = await bob.MarkAsync(group.Id, "readPrivately", sent.Seq, Cancel);

        Assert.Equal((sent.Seq, sent.Seq, 0), (marked.ReadSeq, marked.MyReadSeq, marked.UnreadCount));
        Assert.Equal([bob.UserId], receipts.ReadBy.Select(one => one.Id));
        Assert.Equal(sent.Seq, privately.MyReadSeq);
        Assert.Equal("read", (await ann.MessageAsync(group.Id, sent.Seq, Cancel)).Delivery);
    }
}
