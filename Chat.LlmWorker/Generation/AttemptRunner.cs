using System.Diagnostics;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.LlmWorker.Publishing;
using Grpc.Core;

namespace Chat.LlmWorker.Generation;

/// <summary>Runs one claimed attempt from its lease to its end.</summary>
internal sealed class AttemptRunner(
    AttemptFactory factory, AnswerStreamer streamer, AttemptClosing closing, GenerationMetrics metrics,
    TimeProvider time, ILogger<AttemptRunner> logger)
{
    public async Task RunAsync(JobAttempt job, PromptContext context, CancellationToken abort)
    {
        AttemptLog.Claimed(logger, job.JobId, job.Attempt);
        metrics.Started();
        var start = time.GetTimestamp();
        var end = AttemptEnd.Lost;
        try
        {
            end = await RunLeasedAsync(job, context, abort);
        }
        finally
        {
            var duration = time.GetElapsedTime(start);
            metrics.Ended(end.Name, duration);
            Activity.Current?.SetTag("chat.attempt", job.Attempt).SetTag("chat.outcome", end.Name);
            AttemptLog.Ended(logger, job.JobId, job.Attempt, end.Name, duration);
        }
    }

    private async Task<AttemptEnd> RunLeasedAsync(JobAttempt job, PromptContext context, CancellationToken abort)
    {
        await using var lease = factory.TakeLease(job);
        using var watching = factory.WatchCancels(job, lease);
        await using var stream = factory.OpenStream(job, lease);
        var answer = factory.BeginAnswer(context);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lease.Ended, abort);
        try
        {
            await streamer.StreamAsync(job, answer, stream, stop.Token);
            return await closing.CompleteAsync(job, answer, stream, lease, lease.GivenUp);
        }
        catch (Exception) when (lease.Ended.IsCancellationRequested)
        {
            return await EndByLeaseAsync(job, answer, stream, lease);
        }
        catch (Exception failure)
        {
            return await FailAsync(job, failure, lease, abort);
        }
    }

    private async Task<AttemptEnd> EndByLeaseAsync(
        JobAttempt job, Answer answer, TokenStreamWriter stream, Lease lease) =>
        lease.End == LeaseEnd.Cancelled
            ? await closing.ReportCancelledAsync(job, answer, stream, lease.GivenUp)
            : AttemptEnd.Lost;

    private Task<AttemptEnd> FailAsync(JobAttempt job, Exception failure, Lease lease, CancellationToken abort)
    {
        // A worker that goes away gives its job back, so that another takes over at once.
        if (abort.IsCancellationRequested)
            return closing.FailAsync(job, GenerationFailures.AttemptsExhausted, isRetryable: true, lease.GivenUp);
        if (failure is not ModelException model)
        {
            AttemptLog.Broken(logger, job.JobId, job.Attempt, failure);
            // An answer that Conversations refused would be refused again.
            return closing.FailAsync(
                job, GenerationFailures.ModelFailed, isRetryable: failure is not RpcException, lease.GivenUp);
        }
        AttemptLog.ModelFailed(logger, job.JobId, job.Attempt, model.Message);
        // A rate limit that outlasted our waiting would only be met again by the next attempt.
        var isRetryable = model.Retryable && model.Reason != GenerationFailures.ModelRateLimited;
        return closing.FailAsync(job, model.Reason, isRetryable, lease.GivenUp);
    }
}
