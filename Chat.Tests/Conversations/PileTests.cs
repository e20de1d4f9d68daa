using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>However much has piled up, counts look at the newest messages only.</summary>
public sealed class PileTests(SharedApplication chat) : SystemTest(chat)
{
    private const int LookedAt = 5_000;

    [Fact]
    public async Task OwnMessages_ThatPiledUp_AreNotSearchedForOlderOnes()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var carol = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob, carol], Cancel)).Id;
        await ann.SendAsync(group, "the oldest", Cancel);
        var second = await ann.SendAsync(group, "the second", Cancel);
        await PiledUp.AddAsync(Chat, second.Id, bob.UserId, LookedAt - 1, Cancel);

        Assert.Equal((1, 1_000), await UnreadAsync(bob, carol, group));
        await ann.SendAsync(group, "the newest", Cancel);
        Assert.Equal((1, 1_000), await UnreadAsync(bob, carol, group));
        Assert.Equal(1, (await bob.MarkAsync(group, "delivered", 1, Cancel)).UnreadCount);
        Assert.Equal(0, (await bob.MarkAsync(group, "read", LookedAt + 2, Cancel)).UnreadCount);
    }

    [Fact]
    public async Task RepliesInThreads_ThatPiledUp_AreNotSearchedForOlderMessages()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var root = await ann.SendAsync(group, "root", Cancel);
        var thread = await ann.CreateThreadAsync(group, new NewThread("Talk", root.Id.ToString()), Cancel);
        var path = $"/v1/conversations/{group}/threads/{thread.Id}";
        await ann.CallAsync<SentView>("POST", path + "/messages", new NewMessage("the oldest reply"), Cancel);
        var reply = await ann.CallAsync<SentView>("POST", path + "/messages", new NewMessage("a reply"), Cancel);
        await PiledUp.AddAsync(Chat, reply.Message.Id, bob.UserId, LookedAt - 1, Cancel);

        var seen = await bob.ConversationAsync(group, Cancel);
        Assert.Equal((0, null), (seen.UnreadCount, seen.Preview));
        Assert.Equal((1, 1_000), ((await ThreadAsync(bob)).UnreadCount, (await ThreadAsync(ann)).UnreadCount));
        await ann.SendAsync(group, "the newest", Cancel);
        seen = await bob.ConversationAsync(group, Cancel);
        Assert.Equal((1, "the newest"), (seen.UnreadCount, seen.Preview));

        Task<ThreadView> ThreadAsync(ChatClient reader) => reader.ReadAsync<ThreadView>(path, Cancel);
    }

    private async Task<(long One, long Other)> UnreadAsync(ChatClient one, ChatClient other, Guid conversation) => (
        (await one.ConversationAsync(conversation, Cancel)).UnreadCount, (await other.ConversationAsync(conversation, Cancel)).UnreadCount);
}
