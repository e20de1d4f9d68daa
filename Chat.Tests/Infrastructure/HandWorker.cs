using Chat.Contracts.Conversations.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Infrastructure;

/// <summary>Does by hand what a worker does, in conversations whose own worker waits for an answer that never ends.</summary>
internal sealed class HandWorker(ChatApplication chat, CancellationToken cancellationToken) : IDisposable
{
    private readonly GrpcChannel _channel = chat.Grpc("conversations");

    public static Usage Usage => new() { PromptTokens = 7, CompletionTokens = 5, TotalTokens = 12, Source = UsageSource.Provider };

    private JobRunnerService.JobRunnerServiceClient Jobs => new(_channel);

    private CallOptions Service => GrpcCalls.As(chat.Tokens.Service("llm-worker"), cancellationToken);

    /// <summary>Begins a conversation whose first answer stalls, so that the workers leave its further jobs alone.</summary>
    public async Task<Submission> StallAsync(ChatClient user, string? agent = null)
    {
        var asked = await user.AskAsync(new Prompt(Prompts.StallsAfter(1), AgentId: agent), cancellationToken);
        await foreach (var item in user.StreamAsync(asked.JobId, null, cancellationToken))
            if (item.Token.Length > 0)
                break;
        return asked;
    }

    public async Task<ClaimResponse> TryClaimAsync(Guid job) =>
        await Jobs.ClaimAsync(new() { JobId = job.ToString(), WorkerId = $"test-{job}" }, Service);

    public async Task<ClaimResponse> ClaimAsync(Guid job)
    {
        var claim = await TryClaimAsync(job);
        Assert.Equal(ClaimOutcome.Claimed, claim.Outcome);
        return claim;
    }

    public async Task<EndOutcome> CompleteAsync(Guid job, int attempt, string content)
    {
        var request = new CompleteRequest
        {
            JobId = job.ToString(), Attempt = attempt, Content = content, Usage = Usage, Model = "by hand", FinishReason = "stop",
        };
        return (await Jobs.CompleteAsync(request, Service)).Outcome;
    }

    public async Task<EndOutcome> FailAsync(Guid job, int attempt) => (await Jobs.FailAsync(
        new() { JobId = job.ToString(), Attempt = attempt, Reason = "model_failed", Retryable = true }, Service)).Outcome;

    public async Task<LeaseState> RenewAsync(Guid job, int attempt) =>
        (await Jobs.RenewAsync(new() { JobId = job.ToString(), Attempt = attempt }, Service)).State;

    public async Task<EndOutcome> ReportAsync(Guid job, int attempt)
    {
        var request = new ReportCancelledRequest
        {
            JobId = job.ToString(), Attempt = attempt, PartialContent = "half of", Usage = Usage, Model = "by hand",
        };
        return (await Jobs.ReportCancelledAsync(request, Service)).Outcome;
    }

    public void Dispose() => _channel.Dispose();
}
