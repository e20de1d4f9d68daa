using Chat.Tests.Infrastructure;

namespace Chat.Tests.LlmWorker;

/// <summary>The same system in front of a server that speaks OpenAI's protocol.</summary>
[Collection(FaultCollection.Name)]
public sealed class OpenAiTests(OpenAiTests.Application chat)
    : SystemTest(chat, TimeSpan.FromMinutes(2)), IClassFixture<OpenAiTests.Application>
{
    [Fact]
    [Trait("Requirement", "LLM-04")]
    [Trait("Requirement", "CST-01")]
    public async Task Answer_IsStreamedAndCountedByTheProvider()
    {
        using var ann = Chat.NewUser();

        var asked = await ann.AskAsync("Why is the sky blue?", Cancel);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);
        var job = await ann.JobAsync(asked.JobId, Cancel);

        Assert.Equal("The sky is blue because air scatters short waves of light more than long ones.", StreamEvent.TextOf(events));
        Assert.True(events.Count > 4, $"The answer came in {events.Count} events.");
        Assert.Equal(new UsageView(11, 17, 28, "provider"), job.Usage! with { Cost = null, PriceVersion = null });
        Assert.StartsWith("test-model", job.Model, StringComparison.Ordinal);
        Assert.Equal(("completed", 1), (job.State, job.Attempt));
    }

    [Fact]
    public async Task Model_OverItsLimitOnce_IsAskedAgain()
    {
        using var ann = Chat.NewUser();

        var asked = await ann.AskAsync("Are you busy?", Cancel);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal("completed", events[^1].Status);
        Assert.Equal("Now I have time.", StreamEvent.TextOf(events));
    }

    [Fact]
    public async Task Connection_CutOnce_IsMadeGoodByTheNextAttempt()
    {
        using var ann = Chat.NewUser();

        var asked = await ann.AskAsync("Be cut once", Cancel);
        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Equal(("completed", 2), (events[^1].Status, events[^1].Attempt));
        Assert.Equal("This answer comes to its end.", StreamEvent.TextOf(events));
        Assert.Single((await ann.MessagesAsync(asked.ConversationId, "", Cancel)).Items, message => message.Role == "assistant");
    }

    [Fact]
    public async Task Connection_CutEveryTime_EndsAsFailed()
    {
        using var ann = Chat.NewUser();

        var asked = await ann.AskAsync("Be cut always", Cancel);
        var job = await ann.EndOfAsync(asked.JobId, Cancel);

        Assert.Equal(("failed", 3), (job.State, job.Attempt));
        Assert.Contains(job.FailureReason, new[] { "model_failed", "attempts_exhausted" });
    }

    [Fact]
    public async Task Request_ThatTheModelRefuses_FailsAtOnce()
    {
        using var ann = Chat.NewUser();

        var asked = await ann.AskAsync("Say something forbidden", Cancel);
        var job = await ann.EndOfAsync(asked.JobId, Cancel);

        Assert.Equal(("failed", "model_rejected", 1), (job.State, job.FailureReason, job.Attempt));
        Assert.DoesNotContain(Chat.Logs.Records, record => record.Line.Contains("secret-of-the-model", StringComparison.Ordinal));
    }

    /// <summary>A system whose model is a server of its own.</summary>
    public sealed class Application : ChatApplication, IAsyncLifetime
    {
        private ModelServer _model = null!;

        protected override IReadOnlyList<string> Arguments =>
            [$"--ConnectionStrings:model=Endpoint={_model.Address};Key=secret-of-the-model;Model=test-model"];

        public async ValueTask InitializeAsync() => _model = await ModelServer.StartAsync(TestContext.Current.CancellationToken);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _model.DisposeAsync();
        }
    }
}
