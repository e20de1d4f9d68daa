using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>The life of a conversation: archived, closed, reopened, cleared, deleted, restored and purged.</summary>
public sealed class LifecycleTests(SharedApplication chat) : SystemTest(chat)
{
    [Theory]
    [InlineData("active", "archived", true)]
    [InlineData("active", "closed", true)]
    [InlineData("archived", "active", true)]
    [InlineData("archived", "closed", true)]
    [InlineData("closed", "active", true)]
    [InlineData("closed", "archived", false)]
    [InlineData("active", "active", true)]
    [InlineData("closed", "closed", true)]
    [InlineData("active", "completed", true)]
    [InlineData("closed", "completed", true)]
    [InlineData("completed", "archived", false)]
    [Trait("Requirement", "DAT-20")]
    public async Task Status_ChangesOnlyAsItMay(string from, string to, bool allowed)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.UpdateConversationAsync(group, new { status = from }, Cancel);
        var before = await ann.ConversationAsync(group, Cancel);

        using var response = await ann.SendAsync("PATCH", $"/v1/conversations/{group}", new { status = to }, Cancel);

        if (!allowed)
            await ProblemAssert.IsAsync(409, "invalid_transition", response);
        var after = await ann.ConversationAsync(group, Cancel);
        var expected = allowed ? to : from;
        Assert.Equal(expected == "completed" ? "closed" : expected, after.Status);
        Assert.Equal(before.Status == after.Status ? 0 : 1, after.HeadOffset - before.HeadOffset);
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("close")]
    [Trait("Requirement", "CNV-07")]
    [Trait("Requirement", "CNV-03")]
    public async Task EndedConversation_IsReadAndNotWritten(string verb)
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, "Before", Cancel);
        await ann.ActAsync(group, verb, Cancel);

        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("POST", "/messages", new { content = "Late" }), ("PATCH", "/messages/1", new { content = "Late" }),
            ("PUT", "/messages/1/pin", null), ("PUT", "/messages/1/reactions/x", null), ("POST", "/threads", new { title = "Late" }),
        })
        {
            using var refused = await ann.SendAsync(method, $"/v1/conversations/{group}{path}", body, Cancel);
            await ProblemAssert.IsAsync(409, "conversation_closed", refused);
        }

        Assert.Equal("Before", Assert.Single((await bob.MessagesAsync(group, "", Cancel)).Items).Content);
        Assert.Equal(0, (await bob.MarkAsync(group, "read", 1, Cancel)).UnreadCount);
        await ann.ActAsync(group, "reopen", Cancel);
        Assert.Equal(2, (await bob.SendAsync(group, "After", Cancel)).Seq);
    }

    [Fact]
    [Trait("Requirement", "CNV-08")]
    [Trait("Requirement", "RST-23")]
    public async Task Clear_TakesEverythingSoFar_AndSeqGoesOn()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, new NewMessage($"Old @{bob.UserId}") { Attachments = ["document:old"] }, Cancel);
        await ann.PinAsync(group, 1, Cancel);
        var thread = await ann.CreateThreadAsync(group, new NewThread("Old", "1"), Cancel);
        await ann.SendAsync(group, new NewMessage("Old reply") { ThreadId = thread.Id }, Cancel);
        using var refused = await bob.SendAsync("POST", $"/v1/conversations/{group}/clear", null, Cancel);
        await ProblemAssert.IsAsync(403, "permission_denied", refused);

        await ann.ActAsync(group, "clear", Cancel);
        await ann.ActAsync(group, "clear", Cancel);

        var view = await bob.ConversationAsync(group, Cancel);
        Assert.Equal((0, 0, 0, 2, null), (view.MessageCount, view.UnreadCount, view.MentionCount, view.LastSeq, view.Preview));
        Assert.Empty((await bob.MessagesAsync(group, "?includeThreads=true", Cancel)).Items);
        Assert.Empty((await bob.ReadAsync<ThreadPage>($"/v1/conversations/{group}/threads", Cancel)).Items);
        Assert.Empty((await bob.ReadAsync<MessagePage>($"/v1/conversations/{group}/pins", Cancel)).Items);
        using var gone = await bob.GetAsync($"/v1/conversations/{group}/messages/1", Cancel);
        await ProblemAssert.IsAsync(404, "not_found", gone);
        var log = await bob.Http.GetStringAsync($"/v1/conversations/{group}/log", Cancel);
        Assert.DoesNotContain("Old @", log, StringComparison.Ordinal);
        Assert.DoesNotContain("document:old", log, StringComparison.Ordinal);
        Assert.Single((await bob.LogAsync(group, 0, Cancel)).Kinds, kind => kind == "conversation.cleared");
        Assert.Equal(3, (await bob.SendAsync(group, "New", Cancel)).Seq);
        Assert.Equal([3], (await ann.MessagesAsync(group, "", Cancel)).Items.Select(message => message.Seq));
    }

    [Fact]
    [Trait("Requirement", "DAT-26")]
    [Trait("Requirement", "RST-30")]
    public async Task Deleted_VanishesEverywhere_AndComesBackAsItWas()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var word = $"w{Guid.NewGuid():N}";
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, word, Cancel);
        var second = await ann.SendAsync(group, word, Cancel);
        await bob.MarkAsync(group, "read", 1, Cancel);
        var before = await bob.ConversationAsync(group, Cancel);

        await ann.DeleteConversationAsync(group, Cancel);
        await ann.DeleteConversationAsync(group, Cancel);
        foreach (var reader in new[] { ann, bob })
            await AssertNowhereAsync(reader, group, second.Id, word);
        Assert.Equal([group], (await ann.ConversationsAsync("?deleted=true", Cancel)).Items.Select(one => one.Id));
        Assert.Empty((await bob.ConversationsAsync("?deleted=true", Cancel)).Items);
        using var refused = await bob.SendAsync("POST", $"/v1/conversations/{group}/restore", null, Cancel);
        Assert.True((int)refused.StatusCode is 403 or 404, refused.StatusCode.ToString());
        await ann.ActAsync(group, "restore", Cancel);

        var after = await bob.ConversationAsync(group, Cancel);
        Assert.Equal((before.LastSeq, before.MessageCount, 1), (after.LastSeq, after.MessageCount, after.UnreadCount));
        Assert.Equal([word, word], (await bob.MessagesAsync(group, "", Cancel)).Items.Select(message => message.Content));
        Assert.Equal(2, (await bob.SearchAsync(word, Cancel)).Items.Count);
        var log = await bob.LogAsync(group, before.HeadOffset, Cancel);
        Assert.Equal(["conversation.deleted", "conversation.restored"], log.Kinds);
        Assert.Equal(3, (await bob.SendAsync(group, "Back", Cancel)).Seq);
    }

    [Fact]
    [Trait("Requirement", "DAT-26")]
    [Trait("Requirement", "DAT-27")]
    [Trait("Requirement", "C-14")]
    public async Task DeletedLongAgo_IsPurgedByItself()
    {
        using var ann = Chat.NewUser();
        var (old, recent, alive) = (await FilledAsync(ann), await FilledAsync(ann), await FilledAsync(ann));
        await ann.DeleteConversationAsync(recent, Cancel);
        await ann.DeleteConversationAsync(old, Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var age = new NpgsqlCommand(
            "UPDATE conversations SET deleted_at = deleted_at - interval '31 days' WHERE id = $1", database)
        {
            Parameters = { new() { Value = old } },
        };
        await age.ExecuteNonQueryAsync(Cancel);

        await Eventually.ReadAsync(
            _ => CountAsync(database, "conversations", "id", old), count => count == 0, TimeSpan.FromSeconds(20), Cancel);

        foreach (var table in new[] { "messages", "log", "participants" })
        {
            Assert.Equal((table, 0L), (table, await CountAsync(database, table, "conversation_id", old)));
            Assert.NotEqual((table, 0L), (table, await CountAsync(database, table, "conversation_id", recent)));
        }

        Assert.Equal("Hello", Assert.Single((await ann.MessagesAsync(alive, "", Cancel)).Items).Content);
        Assert.Null((await ann.ActAsync(recent, "restore", Cancel)).DeletedAt);
        using var gone = await ann.SendAsync("POST", $"/v1/conversations/{old}/restore", null, Cancel);
        await ProblemAssert.IsAsync(404, "not_found", gone);
    }

    private async Task AssertNowhereAsync(ChatClient reader, Guid group, Guid message, string word)
    {
        foreach (var path in new[] { "", "/messages", "/messages/1", "/messages/statistics", "/threads", "/log", "/pins", "/participants" })
        {
            using var response = await reader.GetAsync($"/v1/conversations/{group}{path}", Cancel);
            await ProblemAssert.IsAsync(404, "not_found", response);
        }

        using var alone = await reader.GetAsync($"/v1/messages/{message}", Cancel);
        await ProblemAssert.IsAsync(404, "not_found", alone);
        using var send = await reader.SendAsync("POST", $"/v1/conversations/{group}/messages", new NewMessage("Late"), Cancel);
        await ProblemAssert.IsAsync(404, "not_found", send);
        Assert.Empty((await reader.ConversationsAsync("?status=any", Cancel)).Items);
        Assert.Empty((await reader.ConversationsAsync($"?q={word}&inMessages=true", Cancel)).Items);
        Assert.Empty((await reader.SearchAsync(word, Cancel)).Items);
    }

    private async Task<Guid> FilledAsync(ChatClient owner)
    {
        var group = (await owner.CreateGroupAsync([], Cancel)).Id;
        await owner.SendAsync(group, "Hello", Cancel);
        return group;
    }

    private async Task<long> CountAsync(NpgsqlConnection database, string table, string column, Guid id)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table} WHERE {column} = $1", database)
        {
            Parameters = { new() { Value = id } },
        };
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
