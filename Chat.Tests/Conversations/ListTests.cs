using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>Lists of conversations: their filters, their pages while everything changes, and the newest message in them.</summary>
public sealed class ListTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    [Trait("Requirement", "CNV-04")]
    [Trait("Requirement", "DAT-19")]
    public async Task Filters_EqualTheirRecomputation()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var agent = Chat.NewAgent();
        await FillAsync(ann, bob, agent);
        var all = (await ann.ConversationsAsync("?status=any&limit=100", Cancel)).Items;
        Assert.Equal(8, all.Count);

        foreach (var (query, wanted) in Filters(bob.UserId, agent.UserId))
        {
            var expected = all.Where(wanted).Select(one => one.Title).ToList();
            var found = (await ann.ConversationsAsync($"?{query}", Cancel)).Items.Select(one => one.Title);
            Assert.True(expected.Count is > 0 and < 8, query);
            Assert.Equal((query, string.Join(", ", expected)), (query, string.Join(", ", found)));
        }

        Assert.Empty((await bob.ConversationsAsync("?q=river", Cancel)).Items);
    }

    [Fact]
    [Trait("Requirement", "CNV-04")]
    [Trait("Requirement", "DAT-26")]
    public async Task TextFilter_FollowsTheTextAtOnce()
    {
        using var ann = Chat.NewUser();
        var (title, text) = ($"t{Guid.NewGuid():N}", $"m{Guid.NewGuid():N}");
        var group = (await ann.CreateConversationAsync(new NewConversation { Kind = "group", Title = title }, Cancel)).Id;
        await ann.SendAsync(group, text, Cancel);
        async Task<int> CountAsync(string query) => (await ann.ConversationsAsync($"?{query}", Cancel)).Items.Count;

        Assert.Equal((1, 0), (await CountAsync($"q={title}"), await CountAsync($"q={text}")));
        Assert.Equal(1, await CountAsync($"q={text}&inMessages=true"));
        await ann.UpdateConversationAsync(group, new { title = "other" }, Cancel);
        await ann.EditAsync(group, 1, new { content = "other" }, Cancel);
        Assert.Equal((0, 0), (await CountAsync($"q={title}"), await CountAsync($"q={text}&inMessages=true")));
        await ann.SendAsync(group, text, Cancel);
        Assert.Equal(1, await CountAsync($"q={text}&inMessages=true"));
        await ann.DeleteMessageAsync(group, 2, Cancel);
        Assert.Equal(0, await CountAsync($"q={text}&inMessages=true"));
    }

    [Fact]
    [Trait("Requirement", "CNV-05")]
    [Trait("Requirement", "DAT-24")]
    public async Task Pages_WhileConversationsChange_NeitherMissNorRepeat()
    {
        using var ann = Chat.NewUser();
        var old = new List<Guid>();
        for (var i = 0; i < 12; i++)
            old.Add((await ann.CreateConversationAsync(new NewConversation { Kind = "group", Title = $"{i}" }, Cancel)).Id);
        var busy = old.Where((_, i) => i % 3 == 0).ToList();

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await ann.ConversationsAsync($"?limit=2{next}", Cancel);
            seen.AddRange(page.Items.Select(one => one.Id));
            cursor = page.NextCursor;
            await Task.WhenAll(busy.Select(one => ann.SendAsync(one, "Busy", Cancel)));
            await ann.CreateGroupAsync([], Cancel);
        }
        while (cursor is not null);

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(old.Except(busy).Reverse(), seen.Except(busy));
        // What moved to the top meanwhile is there.
        var top = (await ann.ConversationsAsync("?limit=100", Cancel)).Items.Select(one => one.Id).ToList();
        Assert.Equal(old.Except(busy).Reverse(), top.TakeLast(old.Count - busy.Count));
        Assert.Empty(busy.Except(top.SkipLast(old.Count - busy.Count)));
    }

    [Fact]
    [Trait("Requirement", "RST-08")]
    public async Task History_PagedWhileMessagesGo_HasEveryOtherOnce()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 1; i <= 20; i++)
            await ann.SendAsync(group, $"{i}", Cancel);
        long[] going = [4, 5, 9, 10, 11, 15];

        var forward = await PagesAsync(ann, group, "after", 0, () => ann.DeleteMessageAsync(group, going[0], Cancel));
        var changing = Task.WhenAll(going.Skip(1).Select(seq => ann.DeleteMessageAsync(group, seq, Cancel)));
        var backward = await PagesAsync(ann, group, "before", 21, () => ann.SendAsync(group, "more", Cancel));
        await changing;

        Assert.Equal(forward.Distinct().Order(), forward);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n).Except([4]), forward.Where(seq => seq is not 4 and <= 20));
        Assert.Equal(backward.Distinct().OrderDescending(), backward);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n).Except(going).Reverse(), backward.Except(going));
    }

    [Fact]
    [Trait("Requirement", "DAT-32")]
    [Trait("Requirement", "RST-03")]
    public async Task NewestMessage_IsTheNewestLiveOne()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await AssertNewestAsync(null, null);
        await ann.SendAsync(group, "One", Cancel);
        var two = await ann.SendAsync(group, "Two", Cancel);
        await AssertNewestAsync(2, "Two");
        await ann.EditAsync(group, 1, new { content = "Uno" }, Cancel);
        await AssertNewestAsync(2, "Two");
        await ann.EditAsync(group, 2, new { content = "Due" }, Cancel);
        await AssertNewestAsync(2, "Due");
        await ann.SendAsync(group, new string('x', 500), Cancel);
        await AssertNewestAsync(3, new string('x', 120));
        await ann.DeleteMessageAsync(group, 3, Cancel);
        await AssertNewestAsync(2, "Due");
        await ann.DeleteMessageAsync(group, 2, Cancel);
        await AssertNewestAsync(1, "Uno");
        await ann.DeleteMessageAsync(group, 1, Cancel);
        await AssertNewestAsync(null, null);
        Assert.True((await bob.ConversationAsync(group, Cancel)).LastMessageAt >= two.CreatedAt);

        async Task AssertNewestAsync(long? seq, string? preview)
        {
            var listed = Assert.Single((await bob.ConversationsAsync("", Cancel)).Items);
            var read = await ann.ConversationAsync(group, Cancel);
            foreach (var view in new[] { listed, read })
                Assert.Equal((seq, preview), (view.LastMessage?.Seq, view.Preview?.TrimEnd('…')));
        }
    }

    private static IEnumerable<(string Query, Func<ConversationView, bool> Wanted)> Filters(string user, string agent) =>
    [
        ("", one => one.Status != "archived"),
        ("status=active", one => one.Status == "active"), ("status=archived", one => one.Status == "archived"),
        ("status=closed", one => one.Status == "closed"), ("status=completed", one => one.Status == "closed"),
        ("status=any&kind=group", one => one.Kind == "group"), ("status=any&kind=direct", one => one.Kind == "direct"),
        ("status=any&kind=agent", one => one.Kind == "agent"),
        ("status=any&channel=chat", one => one.Channel == "chat"), ("status=any&channel=voice", one => one.Channel == "voice"),
        ("status=any&channel=email", one => one.Channel == "email"),
        ("status=any&tag=red", one => one.Tags.Contains("red")),
        ("status=any&tag=red&tag=blue", one => one.Tags.Contains("red") && one.Tags.Contains("blue")),
        ($"status=any&participant=user:{user}", one => one.Title is "voice" or "direct"),
        ($"status=any&participant=agent:{agent}", one => one.Title is "agent"),
        ($"status=any&agentId={agent}", one => one.AgentId == agent),
        ("status=any&q=river", one => one.Title is "The rivers" or "email"),
        ("status=any&q=river&inMessages=true", one => one.Title is "The rivers" or "email" or "red"),
        ("status=any&q=river&channel=email", one => one.Title is "email"),
    ];

    /// <summary>Eight conversations of which no two are alike.</summary>
    private async Task FillAsync(ChatClient owner, ChatClient user, ChatClient agent)
    {
        await CreateAsync(new NewConversation { Title = "The rivers", Tags = ["blue"] });
        await CreateAsync(new NewConversation { Title = "email", Channel = "email", Description = "About a river" });
        await CreateAsync(new NewConversation { Title = "voice", Channel = "voice", Participants = [new ParticipantBody(user.UserId)] });
        var red = await CreateAsync(new NewConversation { Title = "red", Tags = ["red"] });
        await owner.SendAsync(red, "The river runs", Cancel);
        await owner.ActAsync(await CreateAsync(new NewConversation { Title = "both", Tags = ["red", "blue"] }), "archive", Cancel);
        var left = await CreateAsync(new NewConversation { Title = "closed", Participants = [new ParticipantBody(user.UserId)] });
        await user.LeaveAsync(left, Cancel);
        await owner.ActAsync(left, "close", Cancel);
        await CreateAsync(new NewConversation { Title = "direct", Kind = "direct", Participants = [new ParticipantBody(user.UserId)] });
        await CreateAsync(new NewConversation { Title = "agent", Kind = "agent", AgentId = agent.UserId });

        async Task<Guid> CreateAsync(NewConversation conversation) =>
            (await owner.CreateConversationAsync(conversation with { Kind = conversation.Kind ?? "group" }, Cancel)).Id;
    }

    /// <summary>The seqs of all pages of three, one way; something happens after each.</summary>
    private async Task<List<long>> PagesAsync(ChatClient reader, Guid group, string way, long start, Func<Task> meanwhile)
    {
        var seqs = new List<long>();
        long? cursor = start;
        while (cursor is not null)
        {
            var page = await reader.MessagesAsync(group, $"?limit=3&{way}={cursor}", Cancel);
            var items = page.Items.Select(message => message.Seq);
            seqs.AddRange(way == "after" ? items : items.Reverse());
            cursor = page.NextCursor;
            await meanwhile();
        }

        return seqs;
    }
}
