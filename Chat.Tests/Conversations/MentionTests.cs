using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>Whom messages name, and how many of them a participant has not read.</summary>
public sealed class MentionTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "FUT-17")]
    public async Task Mentions_AreTheIdsOfThoseWhoTakePart()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var stranger = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;

        var named = await ann.SendAsync(
            group, $"Hi @{bob.UserId}, and again @{bob.UserId}. Not @{stranger.UserId}, not ann@{bob.UserId}", Cancel);
        var address = await ann.SendAsync(group, $"Write to mail@{bob.UserId}", Cancel);
        var listed = await ann.SendAsync(
            group, new NewMessage("Hi") { Mentions = [new(bob.UserId), new(stranger.UserId), new(bob.UserId, "agent")] }, Cancel);

        PrincipalView[] onlyBob = [new(bob.UserId)];
        Assert.Equal(onlyBob, named.Mentions);
        Assert.Empty(address.Mentions);
        Assert.Equal(onlyBob, listed.Message.Mentions);
        Assert.Equal(onlyBob, (await bob.MessageAsync(group, named.Id, Cancel)).Mentions);
    }

    [Fact]
    [Trait("Requirement", "FUT-17")]
    public async Task MentionCount_CountsEachUnreadMentionOnce()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var carol = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob, carol], Cancel)).Id;
        Task<(long, long)> CountsAsync() => MentionsAsync(group, bob, carol);

        var first = await ann.SendAsync(group, $"@{bob.UserId} @{bob.UserId}", Cancel);
        await ann.SendAsync(group, $"@{bob.UserId} @{carol.UserId}", Cancel);
        Assert.Equal((2, 1), await CountsAsync());
        await ann.EditAsync(group, first.Id, new { content = $"Hello @{bob.UserId}" }, Cancel);
        Assert.Equal((2, 1), await CountsAsync());
        await ann.EditAsync(group, first.Id, new { content = $"@{carol.UserId} instead" }, Cancel);
        Assert.Equal((1, 2), await CountsAsync());
        await ann.DeleteMessageAsync(group, 2, Cancel);
        Assert.Equal((0, 1), await CountsAsync());
        Assert.Equal(0, (await carol.MarkAsync(group, "read", 1, Cancel)).MentionCount);
        Assert.Equal((0, 0), await CountsAsync());
        Assert.Equal(0, (await ann.ConversationAsync(group, Cancel)).MentionCount);
    }

    [Fact]
    public async Task UnreadCount_IsWhatOthersWroteSince()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        for (var i = 1; i <= 5; i++)
            await ann.SendAsync(group, $"message {i}", Cancel);
        var own = await bob.SendAsync(group, "mine", Cancel);

        Assert.Equal((5, 1), (await UnreadAsync(bob, group), await UnreadAsync(ann, group)));
        Assert.Equal(3, (await bob.MarkAsync(group, "read", 2, Cancel)).UnreadCount);
        await ann.DeleteMessageAsync(group, 4, Cancel);
        Assert.Equal(2, await UnreadAsync(bob, group));
        await ann.EditAsync(group, 1, new { content = "other" }, Cancel);
        Assert.Equal(2, await UnreadAsync(bob, group));
        await ann.ActAsync(group, "clear", Cancel);
        Assert.Equal((0, 0), (await UnreadAsync(bob, group), await UnreadAsync(ann, group)));
        await ann.SendAsync(group, "new", Cancel);
        Assert.Equal((1, 0), (await UnreadAsync(bob, group), await UnreadAsync(ann, group)));
        Assert.Equal(6, own.Seq);
    }

    [Fact]
    [Trait("Requirement", "FUT-17")]
    public async Task Mention_OfOneself_IsNothingUnread()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        var sent = await ann.SendAsync(group, $"I am @{ann.UserId}", Cancel);
        await ann.SendAsync(group, "And I", Cancel);
        await ann.EditAsync(group, 2, new { content = $"And @{ann.UserId} too" }, Cancel);

        Assert.Equal([new PrincipalView(ann.UserId)], sent.Mentions);
        Assert.Equal((0, 0), (await UnreadAsync(ann, group), await MentionCountAsync(ann, group)));
    }

    private async Task<(long First, long Second)> MentionsAsync(Guid group, ChatClient first, ChatClient second)
    {
        var counts = (await MentionCountAsync(first, group), await MentionCountAsync(second, group));
        Assert.Equal(counts.Item1, (await first.ConversationsAsync("", Cancel)).Items.Single().MentionCount);
        return counts;
    }

    private async Task<long> MentionCountAsync(ChatClient user, Guid group) =>
        (await user.ConversationAsync(group, Cancel)).MentionCount;

    private async Task<long> UnreadAsync(ChatClient user, Guid group)
    {
        var count = (await user.ConversationAsync(group, Cancel)).UnreadCount;
        Assert.Equal(count, (await user.ConversationsAsync("", Cancel)).Items.Single().UnreadCount);
        return count;
    }
}
