using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Audit;

/// <summary>Conversations, participants, threads and messages tell who made them and who changed them last.</summary>
[Trait("Requirement", "DAT-25")]
public sealed class WriterTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Conversation_TellsWhoChangedItLast_WhateverTheChange()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var carol = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.ChangeRoleAsync(group, bob.UserId, "owner", Cancel);
        await ann.SendAsync(group, "Hello", Cancel);

        await AssertChangesAsync(ann, bob, group, one => one.AddParticipantAsync(group, new ParticipantBody(carol.UserId), Cancel));
        await AssertChangesAsync(ann, bob, group, one => one.ChangeRoleAsync(group, carol.UserId, "viewer", Cancel));
        await AssertChangesAsync(ann, bob, group, one => one.RemoveParticipantAsync(group, carol.UserId, Cancel));
        foreach (var verb in new[] { "archive", "reopen", "clear" })
            await AssertChangesAsync(ann, bob, group, one => one.ActAsync(group, verb, Cancel));
        await AssertChangesAsync(ann, bob, group, async one =>
        {
            await ann.DeleteConversationAsync(group, Cancel);
            return await one.ActAsync(group, "restore", Cancel);
        });
        await AssertChangesAsync(ann, bob, group, async one =>
        {
            await one.DeleteConversationAsync(group, Cancel);
            return (await one.ConversationsAsync("?deleted=true", Cancel)).Items.Single();
        });
    }

    [Fact]
    public async Task Participant_TellsWhoLetThemInAndWhoChangedThem()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var carol = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.ChangeRoleAsync(group, bob.UserId, "admin", Cancel);
        await bob.AddParticipantAsync(group, new ParticipantBody(carol.UserId), Cancel);

        var added = await ParticipantsAsync(ann, group);
        await ann.ChangeRoleAsync(group, carol.UserId, "viewer", Cancel);
        await carol.MarkAsync(group, "read", 1, Cancel);
        var changed = await ParticipantsAsync(ann, group);

        Assert.Equal((ann.UserId, ann.UserId), added[ann.UserId]);
        Assert.Equal((ann.UserId, ann.UserId), added[bob.UserId]);
        Assert.Equal((bob.UserId, bob.UserId), added[carol.UserId]);
        Assert.Equal((bob.UserId, ann.UserId), changed[carol.UserId]);
    }

    [Fact]
    public async Task MessageAndThread_TellWhoChangedThemLast_AndVersionsWhoWroteThem()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.ChangeRoleAsync(group, bob.UserId, "admin", Cancel);
        var thread = await ann.CreateThreadAsync(group, new NewThread("Plans"), Cancel);
        var message = (await ann.SendAsync(group, new NewMessage("first") { ThreadId = thread.Id }, Cancel)).Message;
        var path = $"/v1/conversations/{group}/messages/{message.Id}";
        PrincipalView anns = new(ann.UserId), bobs = new(bob.UserId);

        Assert.Null(message.UpdatedBy);
        Assert.Equal(bobs, (await bob.PinAsync(group, message.Id, Cancel)).UpdatedBy);
        Assert.Equal(anns, (await ann.EditAsync(group, message.Id, new { content = "second" }, Cancel)).UpdatedBy);
        Assert.Equal(bobs, (await bob.UnpinAsync(group, message.Id, Cancel)).UpdatedBy);
        Assert.Equal((anns, anns), await ThreadWritersAsync(bob, group, thread.Id));
        await bob.DeleteMessageAsync(group, message.Id, Cancel);
        Assert.Equal((anns, bobs), await ThreadWritersAsync(bob, group, thread.Id));
        Assert.Equal(anns, (await ann.CallAsync<MessageView>("POST", path + "/restore", null, Cancel)).UpdatedBy);
        Assert.Equal((anns, anns), await ThreadWritersAsync(bob, group, thread.Id));

        var versions = await bob.ReadAsync<JsonElement>(path + "/versions", Cancel);
        Assert.All(versions.GetProperty("items").EnumerateArray(), version => Assert.Equal(
            ann.UserId, version.GetProperty("writtenBy").GetProperty("id").GetString()));
        await bob.SendAsync(group, new NewMessage("third") { ThreadId = thread.Id }, Cancel);
        Assert.Equal((anns, bobs), await ThreadWritersAsync(ann, group, thread.Id));
    }

    /// <summary>Ann changes the title, and then another changes it in some other way.</summary>
    private async Task AssertChangesAsync(
        ChatClient ann, ChatClient other, Guid group, Func<ChatClient, Task<ConversationView>> change)
    {
        var before = await ann.UpdateConversationAsync(group, new { title = $"Title {Guid.NewGuid():N}" }, Cancel);
        Assert.Equal((ann.UserId, ann.UserId), (before.CreatedBy, before.UpdatedBy?.Id));

        var after = await change(other);

        Assert.Equal((ann.UserId, other.UserId), (after.CreatedBy, after.UpdatedBy?.Id));
    }

    private async Task<Dictionary<string, (string? CreatedBy, string? UpdatedBy)>> ParticipantsAsync(ChatClient user, Guid group)
    {
        var list = await user.ReadAsync<JsonElement>($"/v1/conversations/{group}/participants", Cancel);
        return list.GetProperty("items").EnumerateArray().ToDictionary(
            one => one.GetProperty("id").GetString()!,
            one => (IdOf(one.GetProperty("createdBy")), IdOf(one.GetProperty("updatedBy"))));

        static string? IdOf(JsonElement principal) => principal.GetProperty("id").GetString();
    }

    private async Task<(PrincipalView? CreatedBy, PrincipalView? UpdatedBy)> ThreadWritersAsync(ChatClient user, Guid group, Guid thread)
    {
        var view = await user.ReadAsync<JsonElement>($"/v1/conversations/{group}/threads/{thread}", Cancel);
        return (View("createdBy"), View("updatedBy"));

        PrincipalView? View(string name) => view.GetProperty(name).Deserialize<PrincipalView>(JsonSerializerOptions.Web);
    }
}
