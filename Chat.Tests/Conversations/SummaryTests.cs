using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Net.Client;

namespace Chat.Tests.Conversations;

/// <summary>Summaries: one for every ten messages, whoever writes at the same time, and whenever one is asked for.</summary>
public sealed class SummaryTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private const int Every = 10;

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Requirement", "SUM-01")]
    [Trait("Requirement", "SUM-03")]
    [Trait("Requirement", "C-27")]
    public async Task HundredMessagesAtOnce_AreSummarizedTenTimes()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => (n % 2 == 0 ? ann : bob).SendAsync(group, $"message {n}", Cancel)));
        await SummariesAsync(ann, group, all => all.Count(one => one.State == GenerationState.Completed) == 100 / Every);
        // A message that makes no ten full, and then everything that was written.
        await ann.SendAsync(group, "one more", Cancel);
        var summaries = await SummariesAsync(ann, group, all => all.Count > 0);

        Assert.Equal(100 / Every, summaries.Select(one => one.JobId).Distinct().Count());
        Assert.All(
            summaries.GroupBy(one => one.JobId), steps => Assert.Single(steps, one => one.State == GenerationState.Completed));
        var conversation = await ann.ConversationAsync(group, Cancel);
        Assert.NotEmpty(conversation.ContextSummary!);
        Assert.Equal((101, 101), (conversation.MessageCount, conversation.LastSeq));
    }

    [Fact]
    [Trait("Requirement", "SUM-01")]
    [Trait("Requirement", "C-27")]
    public async Task Deletions_AndRepetitions_AreNotCounted()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 1; i < Every; i++)
            await ann.SendAsync(group, $"message {i}", Cancel);
        await ann.SendAsync(group, new NewMessage("again") { ClientId = "tenth" }, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => ann.SendAsync(group, new NewMessage("again") { ClientId = "tenth" }, Cancel)));
        await SummariesAsync(ann, group, all => all.Any(one => one.State == GenerationState.Completed));

        for (var seq = 1; seq <= 5; seq++)
            await ann.DeleteMessageAsync(group, seq, Cancel);
        for (var i = 1; i < Every; i++)
            await ann.SendAsync(group, $"further message {i}", Cancel);
        var first = await SummariesAsync(ann, group, all => all.Count > 0);
        await ann.SendAsync(group, "the twentieth", Cancel);
        var second = await SummariesAsync(ann, group, all => all.Count(one => one.State == GenerationState.Completed) == 2);

        Assert.Single(first.Select(one => one.JobId).Distinct());
        Assert.Equal(2, second.Select(one => one.JobId).Distinct().Count());
    }

    [Fact]
    [Trait("Requirement", "SUM-02")]
    [Trait("Requirement", "SUM-03")]
    public async Task Summary_AskedFor_IsOfEverythingSoFar()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var eve = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var path = $"/v1/conversations/{group}/summary";
        using var empty = await ann.SendAsync("POST", path, null, Cancel);
        await ProblemAssert.IsAsync(409, "wrong_state", empty);
        await ann.SendAsync(group, "The river is long.", Cancel);

        var first = await SummarizeAsync(bob, path);
        var firstText = (await bob.ConversationAsync(group, Cancel)).ContextSummary;
        await ann.SendAsync(group, "The lake is deep.", Cancel);
        var second = await SummarizeAsync(ann, path);
        var after = await bob.ConversationAsync(group, Cancel);
        using var stranger = await eve.SendAsync("POST", path, null, Cancel);

        Assert.Equal(("completed", "summary"), (first.State, first.Kind));
        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEmpty(firstText!);
        Assert.NotEqual(firstText, after.ContextSummary);
        Assert.Equal((2, 2), (after.MessageCount, after.LastSeq));
        await ProblemAssert.IsAsync(404, "not_found", stranger);
    }

    [Fact]
    [Trait("Requirement", "SUM-02")]
    public async Task Summary_AskedForByMany_IsMadeOnce()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "The river is long.", Cancel);

        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await ann.SendAsync("POST", $"/v1/conversations/{group}/summary", null, Cancel);
            await ProblemAssert.StatusAsync(202, response);
            return response.Headers.Location!;
        }));
        var summaries = await SummariesAsync(ann, group, all => all.Any(one => one.State == GenerationState.Completed));

        Assert.Equal(jobs.Distinct().Count(), summaries.Select(one => one.JobId).Distinct().Count());
        // Whoever asks while there is one gets that one, so that none begins before the last has ended.
        var ids = summaries.Select(one => one.JobId).ToList();
        Assert.Equal(ids.Distinct(), ids.Where((id, i) => i == 0 || ids[i - 1] != id));
    }

    [Fact]
    [Trait("Requirement", "SUM-03")]
    [Trait("Requirement", "DAT-34")]
    public async Task Summary_OfWhatWasClearedMeanwhile_IsNotKept()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "The river is long.", Cancel);
        using var response = await ann.SendAsync("POST", $"/v1/conversations/{group}/summary", null, Cancel);
        await SummariesAsync(ann, group, all => all.Any(one => one.State == GenerationState.Streaming));

        await ann.ActAsync(group, "clear", Cancel);
        var job = await ann.ReadAsync<JobView>(response.Headers.Location!.ToString(), Cancel);
        await ann.EndOfAsync(job.Id, Cancel);

        Assert.Null((await ann.ConversationAsync(group, Cancel)).ContextSummary);
    }

    [Fact]
    [Trait("Requirement", "DAT-34")]
    public async Task Summary_OfWhatIsDeleted_GoesWithIt()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var path = $"/v1/conversations/{group}";
        var told = await ann.SendAsync(group, "The river is long.", Cancel);
        await SummarizeAsync(ann, $"{path}/summary");
        var untold = await ann.SendAsync(group, "The lake is deep.", Cancel);

        await ann.DeleteMessageAsync(group, untold.Id, Cancel);
        var kept = (await ann.ConversationAsync(group, Cancel)).ContextSummary;
        await ann.DeleteMessageAsync(group, told.Id, Cancel);
        var gone = await ann.ConversationAsync(group, Cancel);

        Assert.NotEmpty(kept!);
        Assert.Null(gone.ContextSummary);
    }

    private async Task<JobView> SummarizeAsync(ChatClient user, string path)
    {
        using var response = await user.SendAsync("POST", path, null, Cancel);
        await ProblemAssert.StatusAsync(202, response);
        var job = await user.ReadAsync<JobView>(response.Headers.Location!.ToString(), Cancel);
        return await user.EndOfAsync(job.Id, Cancel);
    }

    /// <summary>What the log tells of summaries, once it is as wanted.</summary>
    private async Task<IReadOnlyList<GenerationChanged>> SummariesAsync(
        ChatClient user, Guid conversation, Func<IReadOnlyList<GenerationChanged>, bool> wanted)
    {
        using var channel = Chat.Grpc("conversations");
        return await Eventually.ReadAsync(token => ReadAsync(channel, user, conversation, token), wanted, s_soon, Cancel);
    }

    private static async Task<IReadOnlyList<GenerationChanged>> ReadAsync(
        GrpcChannel channel, ChatClient user, Guid conversation, CancellationToken cancellationToken) =>
        [
            .. (await ConversationLog.ReadAsync(channel, user.Token!, conversation, cancellationToken))
                .Select(entry => entry.GenerationChanged).Where(change => change is { Kind: "summary" }),
        ];
}
