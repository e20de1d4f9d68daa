using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Conversations;

/// <summary>The worker's side of a job: for services only, and fenced by the attempt.</summary>
public sealed class JobRunnerTests : SystemTest
{
    private GrpcChannel _channel = null!;
    private JobRunnerService.JobRunnerServiceClient _jobs = null!;

    public JobRunnerTests(SharedApplication chat)
        : base(chat)
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
    [Trait("Requirement", "RST-49")]
    public async Task UserToken_OpensNothing()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(200), Cancel);
        var job = asked.JobId.ToString();
        var posing = Chat.Tokens.Mint(new Claims("llm-worker") { Issuer = "chat-services", Audience = "chat-services" });

        foreach (var token in new[] { ann.Token, posing, null, "garbage" })
        {
            await RefusedAsync(() => _jobs.ClaimAsync(new() { JobId = job, WorkerId = "me" }, GrpcCalls.As(token, Cancel)));
            await RefusedAsync(() => _jobs.RenewAsync(new() { JobId = job, Attempt = 1 }, GrpcCalls.As(token, Cancel)));
            await RefusedAsync(() => _jobs.CompleteAsync(new() { JobId = job, Attempt = 1, Content = "x" }, GrpcCalls.As(token, Cancel)));
            await RefusedAsync(() => _jobs.FailAsync(new() { JobId = job, Attempt = 1, Reason = "x" }, GrpcCalls.As(token, Cancel)));
            await RefusedAsync(() => _jobs.ReportCancelledAsync(new() { JobId = job, Attempt = 1 }, GrpcCalls.As(token, Cancel)));
        }

        Assert.Equal("completed", (await ann.EndOfAsync(asked.JobId, Cancel)).State);
    }

    [Fact]
    public async Task RunningJob_IsNotClaimedTwice()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Words(100), Cancel);
        await foreach (var _ in ann.StreamAsync(asked.JobId, null, Cancel))
            break;

        var claim = await ClaimAsync(asked.JobId);
        var ended = await ann.EndOfAsync(asked.JobId, Cancel);
        var late = await ClaimAsync(asked.JobId);

        Assert.Equal((ClaimOutcome.Leased, null), (claim.Outcome, claim.Prompt));
        Assert.Equal(1, ended.Attempt);
        Assert.Equal(ClaimOutcome.Ended, late.Outcome);
        Assert.Equal(ClaimOutcome.Unknown, (await ClaimAsync(Guid.NewGuid())).Outcome);
    }

    [Fact]
    public async Task StaleAttempt_ChangesNothing()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.FailsAfter(tokens: 2, attempts: 1), Cancel);
        var ended = await ann.EndOfAsync(asked.JobId, Cancel);
        Assert.Equal(2, ended.Attempt);
        var job = asked.JobId.ToString();

        var completed = await _jobs.CompleteAsync(new() { JobId = job, Attempt = 1, Content = "old" }, Service);
        var failed = await _jobs.FailAsync(new() { JobId = job, Attempt = 1, Reason = "model_failed" }, Service);
        var renewed = await _jobs.RenewAsync(new() { JobId = job, Attempt = 1 }, Service);

        Assert.Equal(EndOutcome.Stale, completed.Outcome);
        Assert.Equal(EndOutcome.Stale, failed.Outcome);
        Assert.Equal(LeaseState.Lost, renewed.State);
        Assert.Equal(ended, await ann.JobAsync(asked.JobId, Cancel));
        Assert.Equal(2, (await ann.ConversationAsync(asked.ConversationId, Cancel)).MessageCount);
    }

    [Fact]
    public async Task Complete_Repeated_IsCommittedOnce()
    {
        using var ann = Chat.NewUser();
        var asked = await ann.AskAsync(Prompts.Short, Cancel);
        var ended = await ann.EndOfAsync(asked.JobId, Cancel);
        var answer = (await ann.MessagesAsync(asked.ConversationId, "?after=1", Cancel)).Items[0];

        var again = await _jobs.CompleteAsync(
            new() { JobId = asked.JobId.ToString(), Attempt = ended.Attempt, Content = answer.Content }, Service);

        Assert.Equal((EndOutcome.Committed, answer.Id.ToString(), answer.Seq), (again.Outcome, again.MessageId, again.Seq));
        Assert.Equal(2, (await ann.ConversationAsync(asked.ConversationId, Cancel)).MessageCount);
    }

    private CallOptions Service => GrpcCalls.As(Chat.Tokens.Service("llm-worker"), Cancel);

    private async Task<ClaimResponse> ClaimAsync(Guid job) =>
        await _jobs.ClaimAsync(new() { JobId = job.ToString(), WorkerId = "another" }, Service);

    private static async Task RefusedAsync<T>(Func<AsyncUnaryCall<T>> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call());
        Assert.Contains(refusal.StatusCode, new[] { StatusCode.PermissionDenied, StatusCode.Unauthenticated });
        Assert.NotEqual(ErrorCodes.Internal, refusal.Status.Detail);
    }
}
