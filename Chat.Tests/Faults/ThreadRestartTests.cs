using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>Threads after the system of record was killed.</summary>
[Collection(OutageCollection.Name)]
public sealed class ThreadRestartTests : SystemTest
{
    private const int Threads = 3;
    private const int Replies = 4;

    public ThreadRestartTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2)) =>
        chat.Logs.Expect("(?i)unavailable|connection|timeout|timed out");

    [Fact]
    [Trait("Requirement", "DAT-21")]
    public async Task Threads_WithTheirReplies_AreTheSameAfterARestart()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var thread = 0; thread < Threads; thread++)
            await FillAsync(ann, group, $"thread {thread}");
        var before = await TreeAsync(ann, group);

        await Chat.Faults.KillAsync("conversations", Cancel);
        await Chat.Faults.StartAsync("conversations", Cancel);

        Assert.Equal(Threads * (Replies + 1), before.Sum(one => one.Page.Items.Count));
        Assert.All(before, one => Assert.Equal(Replies, one.Page.Items.Count(message => message.ParentId is not null)));
        var after = await TreeAsync(ann, group);
        Assert.Equal(before.Select(one => one.Shown), after.Select(one => one.Shown));
    }

    /// <summary>Each reply answers the one before, so that the thread is a chain of parents.</summary>
    private async Task FillAsync(ChatClient user, Guid group, string title)
    {
        var thread = await user.CreateThreadAsync(group, new NewThread(title, Content: title), Cancel);
        var parent = thread.Root!.Id;
        for (var reply = 0; reply < Replies; reply++)
            parent = (await user.SendAsync(
                group, new NewMessage($"{title}, {reply}") { ParentId = parent.ToString() }, Cancel)).Message.Id;
    }

    /// <summary>Every thread as it is shown, with its messages.</summary>
    private async Task<List<(MessagePage Page, string Shown)>> TreeAsync(ChatClient user, Guid group)
    {
        var tree = new List<(MessagePage, string)>();
        var path = $"/v1/conversations/{group}/threads";
        foreach (var thread in (await user.CallAsync<ThreadPage>("GET", path, null, Cancel)).Items)
        {
            var messages = $"{path}/{thread.Id}/messages";
            tree.Add((
                await user.CallAsync<MessagePage>("GET", messages, null, Cancel),
                await user.Http.GetStringAsync($"{path}/{thread.Id}", Cancel) + await user.Http.GetStringAsync(messages, Cancel)));
        }

        return tree;
    }
}
