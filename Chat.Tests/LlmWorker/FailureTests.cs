using Chat.Tests.Infrastructure;

namespace Chat.Tests.LlmWorker;

/// <summary>What becomes of a job when the model does not do its part.</summary>
public sealed class FailureTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(3))
{
    [Fact]
    [Trait("Requirement", "RST-02")]
    public async Task Answer_BrokenOffOnce_IsSupersededByTheNextAttempt()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.FailsAfter(tokens: 5, attempts: 1), Cancel);

        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);

        Assert.Contains(events, item => item is { Attempt: 1, Token.Length: > 0 });
        Assert.Equal(2, events[^1].Attempt);
        Assert.Equal("completed", events[^1].Status);
        Assert.Equal(events.Select(item => item.Seq).Order().Distinct(), events.Select(item => item.Seq));
        var answer = Assert.Single(await AnswersAsync(ann, asked));
        Assert.Equal(answer.Content, StreamEvent.TextOf(events));
        Assert.Equal(2, (await ann.JobAsync(asked.JobId, Cancel)).Attempt);
    }

    [Fact]
    public async Task Answer_BrokenOffInEveryAttempt_EndsAsFailed()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.FailsAfter(tokens: 3, attempts: 99), Cancel);

        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);
        var job = await ann.EndOfAsync(asked.JobId, Cancel);

        Assert.Equal("failed", events[^1].Status);
        Assert.Equal(events[^1].Reason, job.FailureReason);
        Assert.Contains(job.FailureReason, new[] { "attempts_exhausted", "model_failed" });
        Assert.Equal("failed", job.State);
        Assert.Equal(3, job.Attempt);
        Assert.Empty(await AnswersAsync(ann, asked));
    }

    [Fact]
    public async Task Prompt_RefusedByTheModel_FailsAtOnce()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Rejected, Cancel);

        var events = await ann.ReadStreamAsync(asked.JobId, Cancel);
        var job = await ann.EndOfAsync(asked.JobId, Cancel);

        Assert.Equal("model_rejected", events[^1].Reason);
        Assert.Equal(("failed", "model_rejected", 1), (job.State, job.FailureReason, job.Attempt));
    }

    [Fact]
    public async Task Model_OverItsRateLimit_FailsWithThatReason()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.RateLimited, Cancel);

        var job = await ann.EndOfAsync(asked.JobId, Cancel);

        Assert.Equal(("failed", "model_rate_limited"), (job.State, job.FailureReason));
    }

    private async Task<IReadOnlyList<MessageView>> AnswersAsync(ChatClient user, Submission asked) =>
        [.. (await user.MessagesAsync(asked.ConversationId, "", Cancel)).Items.Where(message => message.Role == "assistant")];
}
