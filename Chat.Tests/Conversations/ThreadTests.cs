using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>Threads: beside the main conversation, with counts and unread state of their own.</summary>
public sealed class ThreadTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "THR-02")]
    public async Task Replies_StandBesideTheMainConversation()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var root = await ann.SendAsync(group, "Root", Cancel);
        var thread = await ann.CreateThreadAsync(group, new NewThread("Talk", root.Id.ToString()), Cancel);
        var reply = await ReplyAsync(ann, thread, "Reply");
        var answer = await ann.SendAsync(group, new NewMessage("Answer") { ParentId = reply.Id.ToString() }, Cancel);
        await ann.SendAsync(group, "Main", Cancel);

        Assert.Equal(thread.Id, answer.Message.ThreadId);
        Assert.Equal(["Root", "Main"], await TextsAsync(bob, $"/v1/conversations/{group}/messages"));
        Assert.Equal(["Root", "Main"], await TextsAsync(bob, $"/v1/conversations/{group}/messages/recent"));
        Assert.Equal(
            ["Root", "Reply", "Answer", "Main"], await TextsAsync(bob, $"/v1/conversations/{group}/messages?includeThreads=true"));
        Assert.Equal(["Root", "Reply", "Answer"], await TextsAsync(bob, PathOf(thread) + "/messages"));
        var seen = await bob.ConversationAsync(group, Cancel);
        Assert.Equal((2, 4, "Main"), (seen.UnreadCount, seen.MessageCount, seen.Preview));
    }

    [Fact]
    [Trait("Requirement", "THR-01")]
    [Trait("Requirement", "THR-02")]
    public async Task Counts_AreTheThreadsOwn()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var carol = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob, carol], Cancel)).Id;
        var root = await ann.SendAsync(group, "Root", Cancel);
        var one = await ann.CreateThreadAsync(group, new NewThread("One", root.Id.ToString()), Cancel);
        var two = await ann.CreateThreadAsync(group, new NewThread("Two", Content: "Another root"), Cancel);
        var first = await ReplyAsync(ann, one, "first");
        await ReplyAsync(bob, one, "second");
        var last = await ReplyAsync(ann, one, "third");
        await ReplyAsync(ann, two, "elsewhere");

        var seen = await ThreadAsync(carol, one);
        Assert.Equal((3, last.Seq, last.CreatedAt, "Root"), (seen.MessageCount, seen.LastSeq, seen.LastMessageAt, seen.Root!.Content));
        Assert.Equal((3, 2, 1), (await UnreadAsync(carol, one), await UnreadAsync(bob, one), await UnreadAsync(ann, one)));
        Assert.Equal((1, 1, 0), (await UnreadAsync(carol, two), await UnreadAsync(bob, two), await UnreadAsync(ann, two)));
        await ann.DeleteMessageAsync(group, first.Id, Cancel);
        Assert.Equal((2, 2), ((await ThreadAsync(carol, one)).MessageCount, await UnreadAsync(carol, one)));
        await ann.DeleteMessageAsync(group, first.Id, Cancel);
        Assert.Equal((2, 1), ((await ThreadAsync(carol, one)).MessageCount, (await ThreadAsync(carol, two)).MessageCount));
    }

    [Fact]
    [Trait("Requirement", "THR-02")]
    public async Task UnreadState_OfThreadAndConversation_AreApart()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var root = await ann.SendAsync(group, "Root", Cancel);
        var thread = await ann.CreateThreadAsync(group, new NewThread("Talk", root.Id.ToString()), Cancel);
        var first = await ReplyAsync(ann, thread, "first");
        var second = await ReplyAsync(ann, thread, "second");

        await bob.MarkAsync(group, "read", second.Seq, Cancel);
        Assert.Equal((0, 2), ((await bob.ConversationAsync(group, Cancel)).UnreadCount, await UnreadAsync(bob, thread)));
        Assert.Equal(1, (await ReadUptoAsync(bob, thread, first.Seq)).UnreadCount);
        Assert.Equal(0, (await ReadUptoAsync(bob, thread, second.Seq)).UnreadCount);
        Assert.Equal(0, (await ReadUptoAsync(bob, thread, first.Seq)).UnreadCount);
        await ReadUptoAsync(bob, thread, 1_000_000);
        await ann.SendAsync(group, "Main", Cancel);
        await ReplyAsync(ann, thread, "third");
        Assert.Equal((1, 1), ((await bob.ConversationAsync(group, Cancel)).UnreadCount, await UnreadAsync(bob, thread)));
        await ReadUptoAsync(bob, thread, 1_000_000);
        Assert.Equal((1, 0), ((await bob.ConversationAsync(group, Cancel)).UnreadCount, await UnreadAsync(bob, thread)));
    }

    [Fact]
    [Trait("Requirement", "THR-04")]
    [Trait("Requirement", "DAT-22")]
    public async Task Branches_OfOneMessage_GoOnByThemselves()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, "The fork", Cancel);
        var fork = await ann.SendAsync(group, "Which way?", Cancel);

        var left = await ann.CreateThreadAsync(group, new NewThread("Left", Content: "Go left", ParentId: fork.Id.ToString()), Cancel);
        var right = await bob.CreateThreadAsync(group, new NewThread("Right", Content: "Go right", ParentId: "2"), Cancel);
        await ReplyAsync(ann, left, "A river");
        await ReplyAsync(bob, right, "A hill");
        await ReplyAsync(bob, left, "A bridge");

        Assert.Equal((fork.Id, fork.Id), (left.ParentId, right.ParentId));
        Assert.Equal(["Go left", "A river", "A bridge"], await TextsAsync(bob, PathOf(left) + "/messages"));
        Assert.Equal(["Go right", "A hill"], await TextsAsync(ann, PathOf(right) + "/messages"));
        Assert.Equal(["The fork", "Which way?"], await TextsAsync(ann, $"/v1/conversations/{group}/messages"));
        await ann.DeleteMessageAsync(group, left.Id, Cancel);
        Assert.Equal(["Go right", "A hill"], await TextsAsync(ann, PathOf(right) + "/messages"));
    }

    [Fact]
    [Trait("Requirement", "THR-01")]
    public async Task Thread_BegunByManyAtOnce_IsOneAndToldOnce()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var root = await ann.SendAsync(group, "Root", Cancel);

        var threads = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            n => (n % 2 == 0 ? ann : bob).CreateThreadAsync(group, new NewThread("Talk", root.Id.ToString()), Cancel)));
        var written = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => ann.CreateThreadAsync(group, new NewThread("Own", Content: "New", ClientId: "key"), Cancel)));

        Assert.Equal([root.Id], threads.Select(thread => thread.Id).Distinct());
        Assert.Single(written.Select(thread => thread.Id).Distinct());
        Assert.Equal(2, (await bob.LogAsync(group, 0, Cancel)).Kinds.Count(kind => kind == "thread.created"));
        Assert.Equal(2, (await bob.ConversationAsync(group, Cancel)).LastSeq);
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("close")]
    [Trait("Requirement", "THR-01")]
    public async Task Thread_BegunAgainWhenAllIsOver_IsTheOneThatIsThere(string end)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var root = await ann.SendAsync(group, "Root", Cancel);
        var written = new NewThread("Own", Content: "New", ClientId: "key");
        var ofMessage = new NewThread("Talk", root.Id.ToString());
        var first = await ann.CreateThreadAsync(group, written, Cancel);
        await ann.CreateThreadAsync(group, ofMessage, Cancel);
        await ann.ActAsync(group, end, Cancel);

        var again = await ann.CreateThreadAsync(group, written, Cancel);
        var same = await ann.CreateThreadAsync(group, ofMessage, Cancel);
        using var other = await ann.SendAsync(
            "POST", $"/v1/conversations/{group}/threads", written with { ClientId = "other" }, Cancel);
        using var changed = await ann.SendAsync(
            "POST", $"/v1/conversations/{group}/threads", written with { Content = "Else" }, Cancel);

        Assert.Equal((first.Id, root.Id), (again.Id, same.Id));
        await ProblemAssert.IsAsync(409, "conversation_closed", other);
        await ProblemAssert.IsAsync(422, "idempotency_conflict", changed);
    }

    [Fact]
    [Trait("Requirement", "FUT-17")]
    public async Task Root_MentionsThoseWhoTakePart()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var stranger = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;

        var thread = await ann.CreateThreadAsync(
            group, new NewThread("Talk", Content: $"@{bob.UserId} @{stranger.UserId} @nobody"), Cancel);

        Assert.Equal([new PrincipalView(bob.UserId)], thread.Root!.Mentions);
        Assert.Equal([new PrincipalView(bob.UserId)], (await bob.MessageAsync(group, thread.Id, Cancel)).Mentions);
        Assert.Equal(1, (await bob.ConversationAsync(group, Cancel)).MentionCount);
    }

    [Fact]
    public async Task Thread_InAThreadOrElsewhere_IsRefused()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var other = (await ann.CreateGroupAsync([], Cancel)).Id;
        var thread = await ann.CreateThreadAsync(group, new NewThread("Talk", Content: "Root"), Cancel);
        var reply = await ReplyAsync(ann, thread, "Reply");

        using var nested = await ann.SendAsync(
            "POST", $"/v1/conversations/{group}/threads", new NewThread("In it", reply.Id.ToString()), Cancel);
        using var foreign = await ann.SendAsync(
            "POST", $"/v1/conversations/{other}/threads", new NewThread("Elsewhere", reply.Id.ToString()), Cancel);
        using var send = await ann.SendAsync(
            "POST", $"/v1/conversations/{other}/messages", new NewMessage("Elsewhere") { ThreadId = thread.Id }, Cancel);
        using var missing = await ann.GetAsync($"/v1/conversations/{other}/threads/{thread.Id}", Cancel);

        await ProblemAssert.IsAsync(409, "wrong_state", nested);
        await ProblemAssert.IsAsync(404, "not_found", foreign);
        await ProblemAssert.NamesAsync("threadId", send);
        await ProblemAssert.IsAsync(404, "not_found", missing);
        Assert.Equal(0, (await ann.ConversationAsync(other, Cancel)).LastSeq);
    }

    [Fact]
    [Trait("Requirement", "THR-02")]
    public async Task Newcomer_HasNothingUnreadOfBefore()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var thread = await ann.CreateThreadAsync(group, new NewThread("Talk", Content: "Root"), Cancel);
        await ReplyAsync(ann, thread, "Before");

        await ann.AddParticipantAsync(group, new ParticipantBody(bob.UserId), Cancel);
        Assert.Equal((0, 0), ((await bob.ConversationAsync(group, Cancel)).UnreadCount, await UnreadAsync(bob, thread)));
        Assert.Equal(["Root", "Before"], await TextsAsync(bob, PathOf(thread) + "/messages"));
        await ReplyAsync(ann, thread, "After");
        Assert.Equal(1, await UnreadAsync(bob, thread));
    }

    [Fact]
    [Trait("Requirement", "CNV-08")]
    public async Task Cleared_TakesItsThreadsAlong()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var thread = await ann.CreateThreadAsync(group, new NewThread("Talk", Content: "Root"), Cancel);
        await ReplyAsync(ann, thread, "Reply");
        await ann.ActAsync(group, "clear", Cancel);

        using var read = await ann.GetAsync(PathOf(thread), Cancel);
        using var send = await ann.SendAsync("POST", PathOf(thread) + "/messages", new NewMessage("Late"), Cancel);
        using var other = await ann.SendAsync(
            "POST", $"/v1/conversations/{group}/messages", new NewMessage("Late") { ThreadId = thread.Id }, Cancel);

        await ProblemAssert.IsAsync(404, "not_found", read);
        await ProblemAssert.NamesAsync("threadId", send);
        await ProblemAssert.NamesAsync("threadId", other);
        var view = await ann.ConversationAsync(group, Cancel);
        Assert.Equal((0, 2), (view.MessageCount, view.LastSeq));
    }

    [Fact]
    public async Task Threads_Paged_AreEachOnceNewestActivityFirst()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var threads = new List<ThreadView>();
        for (var i = 0; i < 5; i++)
            threads.Add(await ann.CreateThreadAsync(group, new NewThread($"{i}", Content: $"Root {i}"), Cancel));
        await ReplyAsync(ann, threads[1], "Wakes it");

        Guid[] expected = [threads[1].Id, threads[4].Id, threads[3].Id, threads[2].Id, threads[0].Id];
        foreach (var limit in new[] { 1, 2, 5, 6 })
            Assert.Equal(expected, await PagesAsync(ann, group, limit));
    }

    private async Task<IReadOnlyList<Guid>> PagesAsync(ChatClient reader, Guid group, int limit)
    {
        var all = new List<Guid>();
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await reader.ReadAsync<ThreadPage>($"/v1/conversations/{group}/threads?limit={limit}{next}", Cancel);
            Assert.InRange(page.Items.Count, 1, limit);
            all.AddRange(page.Items.Select(thread => thread.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return all;
    }

    private async Task<MessageView> ReplyAsync(ChatClient writer, ThreadView thread, string text) =>
        (await writer.CallAsync<SentView>("POST", PathOf(thread) + "/messages", new NewMessage(text), Cancel)).Message;

    private Task<ThreadView> ThreadAsync(ChatClient reader, ThreadView thread) => reader.ReadAsync<ThreadView>(PathOf(thread), Cancel);

    private async Task<long> UnreadAsync(ChatClient reader, ThreadView thread) => (await ThreadAsync(reader, thread)).UnreadCount;

    private Task<ThreadView> ReadUptoAsync(ChatClient reader, ThreadView thread, long uptoSeq) =>
        reader.CallAsync<ThreadView>("POST", PathOf(thread) + "/read", new { uptoSeq }, Cancel);

    private async Task<IEnumerable<string>> TextsAsync(ChatClient reader, string path) =>
        (await reader.ReadAsync<MessagePage>(path, Cancel)).Items.Select(message => message.Content);

    private static string PathOf(ThreadView thread) => $"/v1/conversations/{thread.ConversationId}/threads/{thread.Id}";
}
