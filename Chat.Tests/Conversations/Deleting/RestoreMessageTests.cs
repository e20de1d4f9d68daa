using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations.Deleting;

/// <summary>A deleted message comes back as it was, by whom it concerns and within its time.</summary>
[Trait("Requirement", "DAT-26")]
public sealed class RestoreMessageTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "C-14")]
    public async Task Restored_IsEverywhereAgain_AsItWas()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var word = $"w{Guid.NewGuid():N}";
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var text = $"@{bob.UserId} {word}";
        var sent = (await ann.SendAsync(group, new NewMessage("first") { Attachments = ["document:1"] }, Cancel)).Message;
        await ann.EditAsync(group, sent.Id, new { content = text }, Cancel);
        await bob.ReactAsync(group, sent.Id, "x", Cancel);
        var before = await bob.MessageAsync(group, sent.Id, Cancel);
        var view = await bob.ConversationAsync(group, Cancel);

        await ann.DeleteMessageAsync(group, sent.Id, Cancel);
        var without = await bob.ConversationAsync(group, Cancel);
        var hidden = await bob.SearchAsync(word, Cancel);
        var restored = await RestoreAsync(ann, group, sent.Id);
        var again = await RestoreAsync(ann, group, sent.Id);

        Assert.Equal((0, 0, 0, null), (without.MessageCount, without.UnreadCount, without.MentionCount, without.Preview));
        Assert.Empty(hidden.Items);
        Assert.Equal((text, null), (restored.Content, restored.DeletedAt));
        AssertSame(before, await bob.MessageAsync(group, sent.Id, Cancel));
        AssertSame(before, Assert.Single((await bob.MessagesAsync(group, "", Cancel)).Items));
        Assert.Equal(sent.Id, Assert.Single((await bob.SearchAsync(word, Cancel)).Items).Id);
        var after = await bob.ConversationAsync(group, Cancel);
        Assert.Equal(
            (view.MessageCount, view.UnreadCount, view.MentionCount, view.Preview),
            (after.MessageCount, after.UnreadCount, after.MentionCount, after.Preview));
        Assert.Equal(restored.Version, again.Version);
        var log = await bob.LogAsync(group, view.HeadOffset, Cancel);
        Assert.Equal(["message.deleted", "message.restored"], log.Kinds);
        Assert.Equal(text, log.Items[^1].GetProperty("message").GetProperty("content").GetString());
        Assert.Equal(["message.deleted", "message.restored"], (await ActionsAsync(group)).TakeLast(2));
    }

    [Fact]
    public async Task Restored_InAThread_IsCountedThere()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var thread = await ann.CreateThreadAsync(group, new NewThread("Plans"), Cancel);
        var reply = (await ann.SendAsync(group, new NewMessage("Reply") { ThreadId = thread.Id }, Cancel)).Message;

        await ann.DeleteMessageAsync(group, reply.Id, Cancel);
        var without = await ThreadAsync(ann, group, thread.Id);
        await RestoreAsync(ann, group, reply.Id);

        Assert.Equal((0, 1), (without.MessageCount, (await ThreadAsync(ann, group, thread.Id)).MessageCount));
    }

    [Fact]
    [Trait("Requirement", "SEC-06")]
    public async Task WhatASenderDeleted_OnlyTheyRestore_AndWhatAnAdminDeleted_OnlyAdmins()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var eve = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var tookBack = await bob.SendAsync(group, "regretted", Cancel);
        var removed = await bob.SendAsync(group, "improper", Cancel);
        await bob.DeleteMessageAsync(group, tookBack.Id, Cancel);
        await ann.DeleteMessageAsync(group, removed.Id, Cancel);

        foreach (var (who, message) in new[] { (ann, tookBack), (bob, removed) })
        {
            using var refused = await who.SendAsync("POST", PathOf(group, message.Id), null, Cancel);
            await ProblemAssert.IsAsync(403, "permission_denied", refused);
        }

        using var stranger = await eve.SendAsync("POST", PathOf(group, removed.Id), null, Cancel);
        await ProblemAssert.IsAsync(404, "not_found", stranger);
        await RestoreAsync(bob, group, tookBack.Id);
        await RestoreAsync(ann, group, removed.Id);
        Assert.Equal(["regretted", "improper"], (await ann.MessagesAsync(group, "", Cancel)).Items.Select(one => one.Content));
    }

    [Fact]
    [Trait("Requirement", "DAT-27")]
    public async Task DeletedTooLongAgo_IsErased_AndStaysDeleted()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var old = await ann.SendAsync(group, "first version", Cancel);
        await ann.EditAsync(group, old.Id, new { content = "secret" }, Cancel);
        var recent = await ann.SendAsync(group, "recent", Cancel);
        foreach (var message in new[] { old, recent })
            await ann.DeleteMessageAsync(group, message.Id, Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var age = new NpgsqlCommand("UPDATE messages SET deleted_at = deleted_at - interval '31 days' WHERE id = $1", database)
        {
            Parameters = { new() { Value = old.Id } },
        };
        await age.ExecuteNonQueryAsync(Cancel);

        using var late = await ann.SendAsync("POST", PathOf(group, old.Id), null, Cancel);
        await ProblemAssert.IsAsync(409, "wrong_state", late);
        await Eventually.ReadAsync(_ => TextsAsync(database, old.Id), texts => texts == "", TimeSpan.FromSeconds(20), Cancel);

        using var erased = await ann.SendAsync("POST", PathOf(group, old.Id), null, Cancel);
        await ProblemAssert.IsAsync(409, "wrong_state", erased);
        using var gone = await ann.GetAsync($"/v1/conversations/{group}/messages/{old.Id}", Cancel);
        await ProblemAssert.IsAsync(404, "not_found", gone);
        Assert.Equal("recent", (await RestoreAsync(ann, group, recent.Id)).Content);
    }

    private static string PathOf(Guid group, Guid message) => $"/v1/conversations/{group}/messages/{message}/restore";

    private Task<MessageView> RestoreAsync(ChatClient user, Guid group, Guid message) =>
        user.CallAsync<MessageView>("POST", PathOf(group, message), null, Cancel);

    private Task<ThreadView> ThreadAsync(ChatClient user, Guid group, Guid thread) =>
        user.ReadAsync<ThreadView>($"/v1/conversations/{group}/threads/{thread}", Cancel);

    private static void AssertSame(MessageView expected, MessageView actual)
    {
        Assert.Equal(
            (expected.Id, expected.Seq, expected.Content, expected.Version, expected.EditedAt, expected.Delivery),
            (actual.Id, actual.Seq, actual.Content, actual.Version, actual.EditedAt, actual.Delivery));
        Assert.Equal(expected.Attachments, actual.Attachments);
        Assert.Equal(expected.Mentions, actual.Mentions);
        Assert.Equal(expected.Reactions, actual.Reactions);
        Assert.Null(actual.DeletedBy);
    }

    private async Task<List<string>> ActionsAsync(Guid group)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT action FROM audit WHERE conversation_id = $1 ORDER BY number", database)
        {
            Parameters = { new() { Value = group } },
        };
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var actions = new List<string>();
        while (await reader.ReadAsync(Cancel))
            actions.Add(reader.GetString(0));
        return actions;
    }

    /// <summary>Everything that is stored of what a message said.</summary>
    private async Task<string> TextsAsync(NpgsqlConnection database, Guid message)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT m.content FROM messages m WHERE m.id = $1)
                || coalesce((SELECT string_agg(v.content, '') FROM message_versions v WHERE v.message_id = $1), '')
            """, database)
        {
            Parameters = { new() { Value = message } },
        };
        return (string)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
