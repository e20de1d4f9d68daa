using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>Search: what the caller may read as it stands now, in the very commit that changed it, and nothing else.</summary>
[Trait("Requirement", "SRC-01")]
[Trait("Requirement", "FUT-05")]
public sealed class SearchTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    public async Task Change_OfAText_IsEffectiveAtOnce()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;

        for (var i = 0; i < 10; i++)
        {
            var (old, current) = (NewWord(), NewWord());
            var sent = await ann.SendAsync(group, $"The {old} is here", Cancel);
            Assert.Equal([sent.Id], await FindAsync(bob, old));
            await ann.EditAsync(group, sent.Id, new { content = $"Now the {current}" }, Cancel);
            Assert.Empty(await FindAsync(bob, old));
            Assert.Equal([sent.Id], await FindAsync(bob, current));
            await ann.DeleteMessageAsync(group, sent.Id, Cancel);
            Assert.Empty(await FindAsync(bob, current));
            Assert.Empty(await FindAsync(bob, current, group));
        }
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    [Trait("Requirement", "DAT-30")]
    public async Task Hits_AreOnlyWhatTheCallerMayRead()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var stranger = Chat.NewUser();
        using var namesake = Chat.NewUser(ann.UserId, "elsewhere");
        using var admin = Chat.As(new Claims($"admin-{Guid.NewGuid():N}") { Roles = ["admin"] });
        var word = NewWord();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var sent = await ann.SendAsync(group, word, Cancel);
        var theirs = await namesake.SendAsync((await namesake.CreateGroupAsync([], Cancel)).Id, word, Cancel);

        foreach (var reader in new[] { ann, bob })
            Assert.Equal([sent.Id], await FindAsync(reader, word));
        Assert.Equal([theirs.Id], await FindAsync(namesake, word));
        foreach (var other in new[] { stranger, admin })
            Assert.Empty(await FindAsync(other, word));
        foreach (var other in new[] { stranger, namesake })
        {
            using var refused = await other.GetAsync($"/v1/search?q={word}&conversation={group}", Cancel);
            await ProblemAssert.IsAsync(404, "not_found", refused);
        }
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    [Trait("Requirement", "DAT-26")]
    public async Task Hits_ComeAndGoWithTheRightToRead()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var word = NewWord();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var sent = await ann.SendAsync(group, word, Cancel);

        await bob.LeaveAsync(group, Cancel);
        Assert.Empty(await FindAsync(bob, word));
        await ann.AddParticipantAsync(group, new ParticipantBody(bob.UserId), Cancel);
        Assert.Equal([sent.Id], await FindAsync(bob, word));
        await ann.RemoveParticipantAsync(group, bob.UserId, Cancel);
        Assert.Empty(await FindAsync(bob, word));
        await ann.DeleteConversationAsync(group, Cancel);
        Assert.Empty(await FindAsync(ann, word));
        await ann.ActAsync(group, "restore", Cancel);
        Assert.Equal([sent.Id], await FindAsync(ann, word));
        await ann.ActAsync(group, "close", Cancel);
        Assert.Equal([sent.Id], await FindAsync(ann, word));
        await ann.ActAsync(group, "clear", Cancel);
        Assert.Empty(await FindAsync(ann, word));
    }

    [Fact]
    [Trait("Requirement", "RST-40")]
    public async Task Words_AreFoundAsASearchEngineFindsThem()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        foreach (var text in new[] { "Two dogs were running home", "The cat runs", "A cat and a dog", "Über den Fluß nach München" })
            await ann.SendAsync(group, text, Cancel);
        var thread = await ann.CreateThreadAsync(group, new NewThread("Animals", "1"), Cancel);
        await ann.SendAsync(group, new NewMessage("A horse in a thread") { ThreadId = thread.Id }, Cancel);

        foreach (var (query, seqs) in new (string, long[])[]
        {
            ("run", [1, 2]), ("RUNNING", [1, 2]), ("dog", [1, 3]), ("dogs", [1, 3]), ("cat dog", [3]), ("cat -dog", [2]),
            ("home or cat", [1, 2, 3]), ("\"cat runs\"", [2]), ("\"runs cat\"", []), ("münchen", [4]), ("über", [4]), ("the", [2]),
            ("horse", [5]), ("do", []), ("bird", []),
        })
        {
            var found = await ann.SearchAsync(query, Cancel);
            Assert.Equal((query, string.Join(' ', seqs)), (query, string.Join(' ', found.Items.Select(message => message.Seq).Order())));
        }
    }

    [Fact]
    public async Task BestMatch_ComesFirst_AndPagesNeitherMissNorRepeat()
    {
        using var ann = Chat.NewUser();
        var word = NewWord();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var expected = new List<Guid>();
        foreach (var count in new[] { 1, 3, 2 })
            expected.Add((await ann.SendAsync(group, string.Concat(Enumerable.Repeat($"{word} ", count)), Cancel)).Id);
        expected = [expected[1], expected[2], expected[0]];

        foreach (var limit in new[] { 1, 2, 3, 4 })
            Assert.Equal(expected, await PagesAsync(ann, word, limit));
    }

    [Fact]
    public async Task Hit_UnderChange_AlwaysSaysWhatWasSearched()
    {
        using var ann = Chat.NewUser();
        var (one, two) = (NewWord(), NewWord());
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 0; i < 5; i++)
            await ann.SendAsync(group, one, Cancel);

        var changing = Task.WhenAll(Enumerable.Range(1, 5).Select(async seq =>
        {
            for (var i = 1; i <= 8; i++)
                await ann.EditAsync(group, seq, new { content = i % 2 == 1 ? two : one }, Cancel);
        }));
        do
        {
            foreach (var word in new[] { one, two })
                Assert.All((await ann.SearchAsync(word, Cancel)).Items, hit => Assert.Equal(word, hit.Content));
        }
        while (!changing.IsCompleted);

        await changing;
        Assert.Equal((5, 0), ((await FindAsync(ann, one)).Count, (await FindAsync(ann, two)).Count));
    }

    [Theory]
    [InlineData("'")]
    [InlineData("' OR 1=1 --")]
    [InlineData("a & | ! ( ) :* <-> b")]
    [InlineData("\\")]
    [InlineData("%_%")]
    [InlineData("\"unclosed")]
    [InlineData("-")]
    [InlineData("☃ 👍")]
    [InlineData("'); DROP TABLE messages; --")]
    [Trait("Requirement", "SEC-08")]
    public async Task Query_OfAnyKind_FindsNothingOfOthers(string query)
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        await ann.SendAsync((await ann.CreateGroupAsync([], Cancel)).Id, $"a b unclosed 1 {query}", Cancel);

        Assert.Empty((await bob.SearchAsync(query, Cancel)).Items);
        using var longest = await bob.GetAsync($"/v1/search?q={new string('a', 201)}", Cancel);
        await ProblemAssert.NamesAsync("q", longest);
        using var none = await bob.GetAsync("/v1/search?q=%20", Cancel);
        await ProblemAssert.NamesAsync("q", none);
    }

    private static string NewWord() => $"w{Guid.NewGuid():N}";

    private async Task<IReadOnlyList<Guid>> FindAsync(ChatClient reader, string word, Guid? group = null)
    {
        var within = group is null ? "" : $"&conversation={group}";
        var page = await reader.ReadAsync<SearchPage>($"/v1/search?q={word}{within}", Cancel);
        return [.. page.Items.Select(message => message.Id)];
    }

    private async Task<IReadOnlyList<Guid>> PagesAsync(ChatClient reader, string word, int limit)
    {
        var all = new List<Guid>();
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await reader.ReadAsync<SearchPage>($"/v1/search?q={word}&limit={limit}{next}", Cancel);
            Assert.InRange(page.Items.Count, 1, limit);
            all.AddRange(page.Items.Select(message => message.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return all;
    }
}
