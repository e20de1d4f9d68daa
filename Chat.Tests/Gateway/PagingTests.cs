using Chat.Tests.Infrastructure;

namespace Chat.Tests.Gateway;

/// <summary>Pages of history and of conversations: every item once; of history, whatever is written meanwhile.</summary>
public sealed class PagingTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "DLV-14")]
    public async Task History_AtItsBoundaries_IsExact()
    {
        using var ann = Chat.NewUser();
        var conversation = await FillAsync(ann, prompts: 3);

        Assert.Equal([1, 2, 3, 4, 5, 6], await SeqsAsync(ann, conversation, ""));
        Assert.Equal([1], await SeqsAsync(ann, conversation, "?limit=1"));
        Assert.Equal([1, 2, 3, 4, 5], await SeqsAsync(ann, conversation, "?limit=5"));
        Assert.Equal([1, 2, 3, 4, 5, 6], await SeqsAsync(ann, conversation, "?after=0&limit=6"));
        Assert.Equal([1, 2, 3, 4, 5, 6], await SeqsAsync(ann, conversation, "?limit=7"));
        Assert.Equal([3, 4], await SeqsAsync(ann, conversation, "?after=2&limit=2"));
        Assert.Equal([], await SeqsAsync(ann, conversation, "?after=6"));
        Assert.Equal([], await SeqsAsync(ann, conversation, $"?after={long.MaxValue}"));
        Assert.Equal([4, 5], await SeqsAsync(ann, conversation, "?before=6&limit=2"));
        Assert.Equal([5, 6], await SeqsAsync(ann, conversation, $"?before={long.MaxValue}&limit=2"));
        Assert.Equal([], await SeqsAsync(ann, conversation, "?before=1"));
        Assert.Equal([], await SeqsAsync(ann, conversation, "?before=0"));
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(6, 1)]
    [InlineData(7, 1)]
    public async Task History_PagedBothWays_IsTheSame(int limit, int pages)
    {
        using var ann = Chat.NewUser();
        var conversation = await FillAsync(ann, prompts: 3);

        var forward = await PagesAsync(ann, conversation, limit, "after", null);
        var backward = await PagesAsync(ann, conversation, limit, "before", long.MaxValue);

        Assert.Equal([1, 2, 3, 4, 5, 6], forward.SelectMany(page => page));
        Assert.Equal([1, 2, 3, 4, 5, 6], backward.AsEnumerable().Reverse().SelectMany(page => page));
        Assert.Equal((pages, pages), (forward.Count, backward.Count));
    }

    [Fact]
    [Trait("Requirement", "GQL-02")]
    [Trait("Requirement", "RST-08")]
    public async Task History_PagedBothWaysWhileOthersWrite_HasNoGapAndNoRepeat()
    {
        using var ann = Chat.NewUser();
        var conversation = await FillAsync(ann, prompts: 1);
        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => ann.AskAsync(new Prompt(Prompts.Short, conversation), Cancel)));

        var seen = new List<long>();
        await Eventually.ReadAsync(
            async _ =>
            {
                seen.AddRange(await SeqsAsync(ann, conversation, $"?after={seen.LastOrDefault()}&limit=3"));
                var back = (await PagesAsync(ann, conversation, 3, "before", long.MaxValue)).Reverse().SelectMany(page => page).ToList();
                Assert.Equal(Enumerable.Range(1, back.Count).Select(n => (long)n), back);
                return seen.Count;
            },
            count => count == 42, TimeSpan.FromSeconds(45), Cancel);
        await writing;

        Assert.Equal(Enumerable.Range(1, 42).Select(n => (long)n), seen);
    }

    [Fact]
    [Trait("Requirement", "CNV-05")]
    public async Task Conversations_Paged_AreEachOnceNewestFirst()
    {
        using var ann = Chat.NewUser();
        var asked = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var submission = await ann.AskAsync(Prompts.Short, Cancel);
            await ann.EndOfAsync(submission.JobId, Cancel);
            asked.Add(submission.ConversationId);
        }

        asked.Reverse();
        foreach (var limit in new[] { 1, 2, 4, 5, 6 })
            Assert.Equal(asked, await ConversationsAsync(ann, limit));
    }

    [Fact]
    public async Task Conversations_OfSomebodyNew_AreNone()
    {
        using var ann = Chat.NewUser();

        var page = await ann.ConversationsAsync("", Cancel);

        Assert.Empty(page.Items);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task Cursor_OfSomebodyElse_ShowsNothingOfTheirs()
    {
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        var second = await ann.AskAsync(Prompts.Short, Cancel);
        var page = await ann.ConversationsAsync("?limit=1", Cancel);

        using var response = await eve.GetAsync($"/v1/conversations?cursor={Uri.EscapeDataString(page.NextCursor!)}", Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Contains((int)response.StatusCode, new[] { 200, 400 });
        Assert.DoesNotContain(first.ConversationId.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(second.ConversationId.ToString(), text, StringComparison.Ordinal);
    }

    /// <summary>A conversation with so many prompts, each answered.</summary>
    private async Task<Guid> FillAsync(ChatClient user, int prompts)
    {
        Guid? conversation = null;
        for (var i = 0; i < prompts; i++)
        {
            var asked = await user.AskAsync(new Prompt(Prompts.Short, conversation), Cancel);
            await user.EndOfAsync(asked.JobId, Cancel);
            conversation = asked.ConversationId;
        }

        return conversation!.Value;
    }

    private async Task<IReadOnlyList<long>> SeqsAsync(ChatClient user, Guid conversation, string query) =>
        [.. (await user.MessagesAsync(conversation, query, Cancel)).Items.Select(message => message.Seq)];

    private async Task<IReadOnlyList<IReadOnlyList<long>>> PagesAsync(
        ChatClient user, Guid conversation, int limit, string direction, long? start)
    {
        var pages = new List<IReadOnlyList<long>>();
        var cursor = start;
        do
        {
            var query = $"?limit={limit}" + (cursor is null ? "" : $"&{direction}={cursor}");
            var page = await user.MessagesAsync(conversation, query, Cancel);
            pages.Add([.. page.Items.Select(message => message.Seq)]);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return pages;
    }

    private async Task<IReadOnlyList<Guid>> ConversationsAsync(ChatClient user, int limit)
    {
        var all = new List<Guid>();
        string? cursor = null;
        do
        {
            var query = $"?limit={limit}" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var page = await user.ConversationsAsync(query, Cancel);
            Assert.InRange(page.Items.Count, 1, limit);
            all.AddRange(page.Items.Select(conversation => conversation.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return all;
    }
}
