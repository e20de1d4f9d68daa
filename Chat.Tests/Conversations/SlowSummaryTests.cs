using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations;

/// <summary>A model that needs half a minute for a summary holds nobody up.</summary>
[Collection(FaultCollection.Name)]
public sealed class SlowSummaryTests(SlowSummaryTests.Application chat)
    : SystemTest(chat, TimeSpan.FromMinutes(2)), IClassFixture<SlowSummaryTests.Application>
{
    [Fact]
    [Trait("Requirement", "SUM-03")]
    public async Task Messages_DoNotWaitForTheSummary()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 1; i <= 10; i++)
            await ann.SendAsync(group, $"message {i}", Cancel);
        var running = await Eventually.ReadAsync(
            token => ann.LogAsync(group, 0, token), log => States(log).Contains("streaming"), TimeSpan.FromSeconds(20), Cancel);

        for (var i = 11; i <= 19; i++)
            await ann.SendAsync(group, $"message {i}", Cancel);
        await ann.EditAsync(group, 1, new { content = "edited" }, Cancel);
        var log = await ann.LogAsync(group, 0, Cancel);

        Assert.Equal(States(running), States(log));
        var conversation = await ann.ConversationAsync(group, Cancel);
        Assert.Equal((19, null), (conversation.LastSeq, conversation.ContextSummary));
    }

    [Fact]
    [Trait("Requirement", "SUM-03")]
    public async Task LateSummary_DoesNotReplaceOneThatKnowsMore()
    {
        using var ann = Chat.NewUser();
        using var channel = Chat.Grpc("conversations");
        var jobs = new JobRunnerService.JobRunnerServiceClient(channel);
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "first", Cancel);
        var older = await SummarizeAsync(ann, group);
        await Eventually.ReadAsync(
            token => ann.LogAsync(group, 0, token), log => States(log).Contains("streaming"), TimeSpan.FromSeconds(20), Cancel);
        await ann.SendAsync(group, "second", Cancel);
        var newer = await SummarizeAsync(ann, group);

        // We are the worker that has the newer one, and the one that comes late with the older.
        var service = GrpcCalls.As(Chat.Tokens.Service("llm-worker"), Cancel);
        var claim = await jobs.ClaimAsync(new() { JobId = newer, WorkerId = "another" }, service);
        await jobs.CompleteAsync(new() { JobId = newer, Attempt = claim.Attempt, Content = "knows both" }, service);
        var late = await jobs.CompleteAsync(new() { JobId = older, Attempt = 1, Content = "knows one" }, service);

        Assert.Equal(EndOutcome.Committed, late.Outcome);
        Assert.Equal("knows both", (await ann.ConversationAsync(group, Cancel)).ContextSummary);
    }

    private async Task<string> SummarizeAsync(ChatClient user, Guid group)
    {
        var accepted = await user.CallAsync<JsonElement>("POST", $"/v1/conversations/{group}/summary", null, Cancel);
        return accepted.GetProperty("jobId").GetString()!;
    }

    private static IEnumerable<string?> States(LogPage log) => log.Items
        .Where(item => item.GetProperty("kind").GetString()!.StartsWith("generation", StringComparison.Ordinal))
        .Select(item => item.GetProperty("state").GetString());

    /// <summary>A system whose model is slow to begin.</summary>
    public sealed class Application : ChatApplication
    {
        protected override IReadOnlyList<string> Arguments => ["--ConnectionStrings:model=Provider=simulated;FirstTokenDelayMs=30000"];
    }
}
