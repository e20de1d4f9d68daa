using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>What generations used and cost: once for each attempt that brought something, and in sum.</summary>
public sealed class CostTests : SystemTest
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    private GrpcChannel _channel = null!;
    private JobRunnerService.JobRunnerServiceClient _jobs = null!;

    public CostTests(SharedApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _channel = Chat.Grpc("conversations");
        _jobs = new JobRunnerService.JobRunnerServiceClient(_channel);
    }

    public override ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "CST-01")]
    [Trait("Requirement", "CST-03")]
    [Trait("Requirement", "DAT-16")]
    public async Task Totals_AreTheSumsOfTheMessages_AndOfTheLedger()
    {
        using var ann = Chat.NewUser();
        var first = await ann.AskAsync(Prompts.Short, Cancel);
        var id = first.ConversationId;
        var rest = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ann.AskAsync(new Prompt(Prompts.Short, id), Cancel)));
        foreach (var asked in rest.Append(first))
            await ann.EndOfAsync(asked.JobId, Cancel);

        var conversation = await ann.ConversationAsync(id, Cancel);
        var answers = (await ann.MessagesAsync(id, "?role=assistant", Cancel)).Items;
        var usage = await UsageAsync(ann, id);

        Assert.Equal(4, answers.Count);
        Assert.Equal(answers.Sum(one => one.Usage!.PromptTokens), conversation.PromptTokens);
        Assert.Equal(answers.Sum(one => one.Usage!.CompletionTokens), conversation.CompletionTokens);
        Assert.Equal(answers.Sum(one => one.Usage!.TotalTokens), conversation.TotalTokens);
        Assert.Equal(answers.Sum(one => one.Usage!.Cost), conversation.TotalCost);
        Assert.True(conversation.TotalCost > 0);
        Assert.Equal(
            answers.Select(one => (one.JobId!.Value, 1, one.Model, one.Usage!)).OrderBy(one => one.Value),
            usage.Items.Select(one => (one.JobId, one.Attempt, one.Model, one.Usage)).OrderBy(one => one.JobId));
        Assert.All(usage.Items, one => Assert.Equal("simulated", one.Usage.Source));
        await AssertTotalsAsync(ann, id, usage);
    }

    [Theory]
    [InlineData(UsageSource.Provider, "provider")]
    [InlineData(UsageSource.Estimate, "estimate")]
    [Trait("Requirement", "CST-02")]
    [Trait("Requirement", "C-28")]
    public async Task Model_WithoutALine_CostsTheDefault(UsageSource source, string name)
    {
        using var ann = Chat.NewUser();

        var (asked, end) = await CompleteAsync(ann, new Usage
        {
            PromptTokens = 1000, CompletionTokens = 500, TotalTokens = 1500, Source = source, Cost = "99", PriceVersion = "mine",
        }, "model-without-a-line");

        Assert.Equal(("0.003", "default"), (end.Usage.Cost, end.Usage.PriceVersion));
        var entry = Assert.Single((await UsageAsync(ann, asked.ConversationId)).Items);
        Assert.Equal((asked.JobId, 1, "model-without-a-line"), (entry.JobId, entry.Attempt, entry.Model));
        Assert.Equal(new UsageView(1000, 500, 1500, name, 1.5m * PriceLine.Default, "default"), entry.Usage);
        Assert.Equal(0.003m, (await ann.ConversationAsync(asked.ConversationId, Cancel)).TotalCost);
    }

    [Fact]
    [Trait("Requirement", "CST-02")]
    [Trait("Requirement", "CST-03")]
    [Trait("Requirement", "C-28")]
    public async Task Model_WithLines_CostsWhatTheNewestThatHasBegunSays()
    {
        using var ann = Chat.NewUser();

        var (asked, _) = await CompleteAsync(
            ann, new Usage { PromptTokens = 1234, CompletionTokens = 567, Source = UsageSource.Provider }, PriceLine.Current.Model);

        var usage = await UsageAsync(ann, asked.ConversationId);
        var entry = Assert.Single(usage.Items);
        Assert.Equal(
            new UsageView(1234, 567, 1801, "provider", PriceLine.Current.CostOf(1234, 567), PriceLine.Current.Version), entry.Usage);
        var answer = Assert.Single((await ann.MessagesAsync(asked.ConversationId, "?role=assistant", Cancel)).Items);
        Assert.Equal((entry.Usage, PriceLine.Current.Model), (answer.Usage, answer.Model));
        Assert.Equal(entry.Usage, (await ann.JobAsync(asked.JobId, Cancel)).Usage);
        await AssertTotalsAsync(ann, asked.ConversationId, usage);
    }

    [Fact]
    [Trait("Requirement", "CST-01")]
    [Trait("Requirement", "CST-03")]
    public async Task Attempt_IsChargedOnce_HoweverOftenItsEndIsReported()
    {
        using var ann = Chat.NewUser();
        var asked = await StalledAsync(ann);
        var request = new CompleteRequest
        {
            JobId = asked.JobId.ToString(), Attempt = 1, Content = "42", Model = "m",
            Usage = new Usage { PromptTokens = 10, CompletionTokens = 20, Source = UsageSource.Provider },
        };

        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _jobs.CompleteAsync(request, Service).ResponseAsync));

        Assert.All(ends, end => Assert.Equal((EndOutcome.Committed, ends[0].MessageId), (end.Outcome, end.MessageId)));
        var usage = await UsageAsync(ann, asked.ConversationId);
        Assert.Equal(30, Assert.Single(usage.Items).Usage.TotalTokens);
        await AssertTotalsAsync(ann, asked.ConversationId, usage);
    }

    [Fact]
    [Trait("Requirement", "CST-01")]
    [Trait("Requirement", "CST-03")]
    public async Task Answer_WhoseConversationIsDeleted_CostsWhatItUsed()
    {
        using var ann = Chat.NewUser();
        var asked = await StalledAsync(ann);

        await ann.DeleteConversationAsync(asked.ConversationId, Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM usage_ledger WHERE job_id = $1", database)
        {
            Parameters = { new() { Value = asked.JobId } },
        };
        await Eventually.ReadAsync(async token => (long)(await count.ExecuteScalarAsync(token))!, rows => rows == 1, s_soon, Cancel);
        await ann.ActAsync(asked.ConversationId, "restore", Cancel);

        Assert.Empty((await ann.MessagesAsync(asked.ConversationId, "?role=assistant", Cancel)).Items);
        var usage = await UsageAsync(ann, asked.ConversationId);
        Assert.True(Assert.Single(usage.Items).Usage is { CompletionTokens: > 0, Cost: > 0 });
        await AssertTotalsAsync(ann, asked.ConversationId, usage);
    }

    [Fact]
    [Trait("Requirement", "CST-01")]
    [Trait("Requirement", "CST-03")]
    public async Task CancelledAnswer_CostsWhatItUsed()
    {
        using var ann = Chat.NewUser();
        var asked = await StalledAsync(ann);

        await ann.CancelAsync(asked.JobId, Cancel);
        var usage = await Eventually.ReadAsync(
            _ => UsageAsync(ann, asked.ConversationId), page => page.Items.Count > 0, s_soon, Cancel);

        var entry = Assert.Single(usage.Items);
        var partial = Assert.Single((await ann.MessagesAsync(asked.ConversationId, "?role=assistant", Cancel)).Items);
        Assert.Equal((asked.JobId, "cancelled", entry.Usage), (entry.JobId, partial.Generation, partial.Usage));
        Assert.True(entry.Usage is { CompletionTokens: > 0, Cost: > 0 });
        await AssertTotalsAsync(ann, asked.ConversationId, usage);
    }

    [Fact]
    [Trait("Requirement", "CST-01")]
    [Trait("Requirement", "CST-03")]
    public async Task SecondAttempt_AndSummary_AreInTheLedger_ByTheirNumber()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.FailsAfter(tokens: 2, attempts: 1), Cancel);
        await ann.EndOfAsync(asked.JobId, Cancel);
        using var response = await ann.SendAsync("POST", $"/v1/conversations/{asked.ConversationId}/summary", null, Cancel);
        var summary = await ann.ReadAsync<JobView>(response.Headers.Location!.ToString(), Cancel);
        await ann.EndOfAsync(summary.Id, Cancel);
        await ann.DeleteMessageAsync(asked.ConversationId, 2, Cancel);

        var usage = await UsageAsync(ann, asked.ConversationId);
        var newest = await ann.ReadAsync<UsagePage>($"/v1/conversations/{asked.ConversationId}/usage?limit=1", Cancel);
        var older = await ann.ReadAsync<UsagePage>(
            $"/v1/conversations/{asked.ConversationId}/usage?limit=1&cursor={Uri.EscapeDataString(newest.NextCursor!)}", Cancel);

        Assert.Equal([(summary.Id, 1), (asked.JobId, 2)], usage.Items.Select(one => (one.JobId, one.Attempt)));
        Assert.Equal(usage.Items, newest.Items.Concat(older.Items));
        Assert.Equal((usage.Total, usage.Total, null), (newest.Total, older.Total, older.NextCursor));
        await AssertTotalsAsync(ann, asked.ConversationId, usage);
    }

    private CallOptions Service => GrpcCalls.As(Chat.Tokens.Service("llm-worker"), Cancel);

    /// <summary>A job whose model has said something and now says nothing more.</summary>
    private async Task<Submission> StalledAsync(ChatClient user)
    {
        var asked = await user.AskAsync(Prompts.StallsAfter(3), Cancel);
        await foreach (var item in user.StreamAsync(asked.JobId, null, Cancel))
            if (item.Token.Length > 0)
                break;
        return asked;
    }

    /// <summary>Ends a job as a worker does whose model counted this.</summary>
    private async Task<(Submission Asked, EndResponse End)> CompleteAsync(ChatClient user, Usage usage, string model)
    {
        var asked = await StalledAsync(user);
        var end = await _jobs.CompleteAsync(
            new() { JobId = asked.JobId.ToString(), Attempt = 1, Content = "42", Usage = usage, Model = model }, Service);
        Assert.Equal(EndOutcome.Committed, end.Outcome);
        return (asked, end);
    }

    private Task<UsagePage> UsageAsync(ChatClient user, Guid conversation) =>
        user.ReadAsync<UsagePage>($"/v1/conversations/{conversation}/usage?limit=100", Cancel);

    /// <summary>The conversation's totals, the ledger's sums and the rows of the database agree.</summary>
    private async Task AssertTotalsAsync(ChatClient user, Guid conversation, UsagePage usage)
    {
        var view = await user.ConversationAsync(conversation, Cancel);
        var sums = (
            usage.Items.Sum(one => one.Usage.PromptTokens), usage.Items.Sum(one => one.Usage.CompletionTokens),
            usage.Items.Sum(one => one.Usage.TotalTokens), usage.Items.Sum(one => one.Usage.Cost));
        Assert.Equal(sums, (view.PromptTokens, view.CompletionTokens, view.TotalTokens, view.TotalCost));
        Assert.Equal(
            sums, (usage.Total.PromptTokens, usage.Total.CompletionTokens, usage.Total.TotalTokens, usage.Total.Cost));
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(
            "SELECT sum(cost) FROM usage_ledger WHERE tenant = 'default' AND conversation_id = $1", database);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversation });
        Assert.Equal(view.TotalCost, (decimal)(await command.ExecuteScalarAsync(Cancel))!);
    }
}
