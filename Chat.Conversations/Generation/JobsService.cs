using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Chat.Conversations.Generation.Changes;
using Chat.Conversations.Messages;
using Chat.Conversations.Validation;
using Chat.ServiceDefaults;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Generation;

/// <summary>What a worker does with a job; only services get in.</summary>
[Authorize(Policies.Service)]
internal sealed class JobsService(
    Appender appender,
    JobLeases leases,
    PromptContextReader prompts,
    TokenStreamCloser streams,
    PurgedJobs purged,
    JobWatch watch,
    IOptions<GenerationOptions> options) : JobRunnerService.JobRunnerServiceBase
{
    private readonly GenerationOptions _options = options.Value;

    public override async Task<ClaimResponse> Claim(ClaimRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var jobId = fields.Id("jobId", request.JobId);
        var workerId = fields.Text("workerId", request.WorkerId, Limits.WorkerIdCharacters);
        fields.ThrowIfInvalid();

        var claim = new ClaimJob(jobId, workerId, _options.Lease, _options.MaxAttempts);
        var claimed = await appender.ApplyAsync(claim, context.CancellationToken);
        if (claimed.Outcome == ClaimOutcome.Unknown && await purged.HasAsync(jobId, context.CancellationToken))
            return new ClaimResponse { Outcome = ClaimOutcome.Ended };
        if (claimed.Job is not { } job) return new ClaimResponse { Outcome = claimed.Outcome };
        watch.NoteClaim();
        // What went since the claim ended the job.
        if (await prompts.ReadAsync(job, context.CancellationToken) is not { } prompt)
            return new ClaimResponse { Outcome = ClaimOutcome.Ended };

        return new ClaimResponse
        {
            Outcome = claimed.Outcome,
            Attempt = claimed.Attempt,
            LeaseExpiresAt = claimed.LeaseExpiresAt is { } end ? Timestamp.FromDateTimeOffset(end) : null,
            Prompt = prompt,
        };
    }

    public override async Task<RenewResponse> Renew(RenewRequest request, ServerCallContext context)
    {
        var jobId = JobId(request.JobId, request.Attempt);
        var (state, expiresAt) = await leases.RenewAsync(jobId, request.Attempt, context.CancellationToken);
        return new RenewResponse
        {
            State = state,
            LeaseExpiresAt = expiresAt is { } end ? Timestamp.FromDateTimeOffset(end) : null,
        };
    }

    public override async Task<EndResponse> Complete(CompleteRequest request, ServerCallContext context)
    {
        var complete = new CompleteJob(
            JobId(request.JobId, request.Attempt), request.Attempt, ModelText.Storable(request.Content))
        {
            Usage = TokenUsage.From(request.Usage),
            Model = ModelText.OrNull(request.Model),
            FinishReason = ModelText.OrNull(request.FinishReason),
            MaxAttempts = _options.MaxAttempts,
            RetryDelay = _options.RetryDelay,
        };
        var end = await UnlessPurgedAsync(complete, (complete.JobId, request.Attempt), context.CancellationToken);
        return (end ?? JobEnd.Cancelled).ToWire();
    }

    public override async Task<EndResponse> Fail(FailRequest request, ServerCallContext context)
    {
        var jobId = JobId(request.JobId, request.Attempt);
        var fail = new FailJob(jobId, request.Attempt, FailureReason.Known(request.Reason), request.Retryable)
        {
            MaxAttempts = _options.MaxAttempts,
            RetryDelay = _options.RetryDelay,
        };
        var failed = await UnlessPurgedAsync(fail, (jobId, request.Attempt), context.CancellationToken);
        if (failed is null) return JobEnd.Cancelled.ToWire();
        if (failed.Job.IsAt(GenerationState.Failed, request.Attempt))
            await streams.CloseAsync(failed.Job, context.CancellationToken);
        return failed.End.ToWire();
    }

    public override async Task<EndResponse> ReportCancelled(ReportCancelledRequest request, ServerCallContext context)
    {
        var report = new ReportCancelled(
            JobId(request.JobId, request.Attempt), request.Attempt, ModelText.Storable(request.PartialContent))
        {
            Usage = TokenUsage.From(request.Usage),
            Model = ModelText.OrNull(request.Model),
        };
        var attempt = (report.JobId, request.Attempt);
        if (await UnlessPurgedAsync(report, attempt, context.CancellationToken) is { } end) return end.ToWire();
        var used = await purged.FindCancelledAsync(report.JobId, request.Attempt, context.CancellationToken);
        if (report.Usage is { } usage)
            await purged.ChargeAsync(used! with { Model = report.Model }, usage, context.CancellationToken);
        return new EndResponse { Outcome = EndOutcome.Committed };
    }

    /// <summary>Null for an attempt that was cancelled by the deletion of its conversation, which was purged since.</summary>
    private async Task<TResult?> UnlessPurgedAsync<TResult>(
        IConversationChange<TResult> change, (Guid JobId, int Number) attempt, CancellationToken cancellationToken)
        where TResult : class
    {
        try
        {
            return await appender.ApplyAsync(change, cancellationToken);
        }
        catch (ChatException failure) when (failure.Error.Code == ErrorCodes.NotFound)
        {
            if (await purged.FindCancelledAsync(attempt.JobId, attempt.Number, cancellationToken) is null) throw;
            return null;
        }
    }

    private static Guid JobId(string jobId, int attempt)
    {
        var fields = new Fields();
        var id = fields.Id("jobId", jobId);
        if (attempt < 1) fields.Add("attempt", "out_of_range", "must be at least 1");
        fields.ThrowIfInvalid();
        return id;
    }
}
