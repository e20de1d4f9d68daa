using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Jobs;

/// <summary>A summary of what is deleted or edited while it is written is made again.</summary>
public sealed class OutdatedSummaryTests(SharedApplication chat) : SystemTest(chat)
{
    [Theory]
    [InlineData("delete")]
    [InlineData("edit")]
    [Trait("Requirement", "SUM-03")]
    [Trait("Requirement", "DAT-34")]
    public async Task Summary_OfWhatChangesWhileItIsWritten_IsMadeAgain(string how)
    {
        using var ann = Chat.NewUser();
        using var worker = new HandWorker(Chat, Cancel);
        var stalled = await worker.StallAsync(ann);
        var id = stalled.ConversationId;
        var told = (await ann.SendAsync(id, new NewMessage("The password is swordfish.") { Role = "system" }, Cancel)).Message;
        var job = await SummarizeAsync(ann, id);
        var first = await worker.ClaimAsync(job);

        await (how == "delete"
            ? ann.DeleteMessageAsync(id, told.Id, Cancel)
            : ann.EditAsync(id, told.Id, new { content = "The password is a secret." }, Cancel));
        var outcome = await worker.CompleteAsync(job, first.Attempt, "Ann told that it is swordfish.");
        var repeated = await worker.CompleteAsync(job, first.Attempt, "Ann told that it is swordfish.");
        var between = await ann.ConversationAsync(id, Cancel);
        var second = await worker.ClaimAsync(job);
        var last = await worker.CompleteAsync(job, second.Attempt, "Ann keeps a secret.");

        Assert.Contains("swordfish", first.Prompt.ToString(), StringComparison.Ordinal);
        Assert.Equal((EndOutcome.Requeued, EndOutcome.Requeued, null), (outcome, repeated, between.ContextSummary));
        Assert.Equal(2, second.Attempt);
        Assert.DoesNotContain("swordfish", second.Prompt.ToString(), StringComparison.Ordinal);
        Assert.Equal((EndOutcome.Committed, "Ann keeps a secret."), (last, (await ann.ConversationAsync(id, Cancel)).ContextSummary));
        Assert.Equal([(job, 2), (job, 1)], await UsageAsync(ann, id));
        await ann.CancelAsync(stalled.JobId, Cancel);
    }

    [Fact]
    [Trait("Requirement", "SUM-03")]
    public async Task Summary_OfWhatNeverStaysTheSame_Fails()
    {
        using var ann = Chat.NewUser();
        using var worker = new HandWorker(Chat, Cancel);
        var stalled = await worker.StallAsync(ann);
        var id = stalled.ConversationId;
        var told = await ann.SendAsync(id, new NewMessage("version 0") { Role = "system" }, Cancel);
        var job = await SummarizeAsync(ann, id);

        var outcomes = new List<EndOutcome>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await worker.ClaimAsync(job);
            await ann.EditAsync(id, told.Message.Id, new { content = $"version {attempt}" }, Cancel);
            outcomes.Add(await worker.CompleteAsync(job, attempt, "An earlier version."));
        }

        var ended = await ann.EndOfAsync(job, Cancel);
        Assert.Equal([EndOutcome.Requeued, EndOutcome.Requeued, EndOutcome.Stale], outcomes);
        Assert.Equal(("failed", "attempts_exhausted"), (ended.State, ended.FailureReason));
        Assert.Null((await ann.ConversationAsync(id, Cancel)).ContextSummary);
        Assert.Equal(3, (await UsageAsync(ann, id)).Count());
        await ann.CancelAsync(stalled.JobId, Cancel);
    }

    [Fact]
    [Trait("Requirement", "SUM-03")]
    public async Task Summary_IsKept_WhenOnlyWhatItDoesNotTellOfChanges()
    {
        using var ann = Chat.NewUser();
        using var worker = new HandWorker(Chat, Cancel);
        var stalled = await worker.StallAsync(ann);
        var id = stalled.ConversationId;
        var told = await ann.SendAsync(id, new NewMessage("told") { Role = "system" }, Cancel);
        var job = await SummarizeAsync(ann, id);
        var claim = await worker.ClaimAsync(job);
        var later = await ann.SendAsync(id, new NewMessage("later") { Role = "system" }, Cancel);

        await ann.PinAsync(id, told.Message.Id, Cancel);
        await ann.EditAsync(id, later.Message.Id, new { content = "later still" }, Cancel);
        await ann.DeleteMessageAsync(id, later.Message.Id, Cancel);

        Assert.Equal(EndOutcome.Committed, await worker.CompleteAsync(job, claim.Attempt, "It was told."));
        Assert.Equal("It was told.", (await ann.ConversationAsync(id, Cancel)).ContextSummary);
        await ann.CancelAsync(stalled.JobId, Cancel);
    }

    private async Task<Guid> SummarizeAsync(ChatClient user, Guid conversation)
    {
        var accepted = await user.CallAsync<JsonElement>("POST", $"/v1/conversations/{conversation}/summary", null, Cancel);
        return accepted.GetProperty("jobId").GetGuid();
    }

    private async Task<IEnumerable<(Guid Job, int Attempt)>> UsageAsync(ChatClient user, Guid conversation) =>
        (await user.ReadAsync<JsonElement>($"/v1/conversations/{conversation}/usage", Cancel)).GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("jobId").GetGuid(), item.GetProperty("attempt").GetInt32()));
}
