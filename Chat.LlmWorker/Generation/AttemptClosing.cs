using Chat.Contracts.Conversations.V1;
using Chat.LlmWorker.Publishing;
using Grpc.Core;

namespace Chat.LlmWorker.Generation;

/// <summary>Brings the end of an attempt to Conversations, and the end of a completed answer to its readers.</summary>
internal sealed class AttemptClosing(
    JobRecorder recorder, ModelIdentity model, GenerationMetrics metrics, ILogger<AttemptClosing> logger)
{
    /// <summary>Stores the answer; only then its readers are told that it ended.</summary>
    public async Task<AttemptEnd> CompleteAsync(
        JobAttempt job, Answer answer, TokenStreamWriter stream, Lease lease, CancellationToken cancellationToken)
    {
        var request = new CompleteRequest
        {
            JobId = job.JobId.ToString("D"),
            Attempt = job.Attempt,
            Content = answer.Text,
            Usage = answer.Usage(),
            Model = model.Name,
            FinishReason = answer.FinishReason,
        };
        var end = await recorder.CompleteAsync(request, cancellationToken);
        switch (end.Outcome)
        {
            case EndOutcome.Committed:
                lease.Release();
                metrics.Used(request.Usage);
                await stream.FinishAsync(
                    StreamEnd.Completed(end.MessageId, end.Usage ?? request.Usage), CancellationToken.None);
                return AttemptEnd.Completed;
            case EndOutcome.Requeued:
                // A summary whose messages changed meanwhile: the next attempt writes it anew.
                metrics.Used(request.Usage);
                return AttemptEnd.Lost;
            case EndOutcome.Cancelled:
                return await ReportCancelledAsync(job, answer, stream, cancellationToken);
            default:
                return AttemptEnd.Lost;
        }
    }

    /// <summary>Stores what readers got of a cancelled answer. Without it the job is cancelled all the same.</summary>
    public async Task<AttemptEnd> ReportCancelledAsync(
        JobAttempt job, Answer answer, TokenStreamWriter stream, CancellationToken givenUp)
    {
        var request = new ReportCancelledRequest
        {
            JobId = job.JobId.ToString("D"),
            Attempt = job.Attempt,
            PartialContent = await stream.StopAsync(givenUp),
            Usage = answer.Usage(),
            Model = model.Name,
        };
        try
        {
            var end = await recorder.ReportCancelledAsync(request, givenUp);
            if (end.Outcome == EndOutcome.Committed)
                metrics.Used(request.Usage);
        }
        catch (Exception failure) when (failure is RpcException or OperationCanceledException)
        {
            AttemptLog.CancelUnreported(logger, job.JobId, job.Attempt, failure);
        }
        return AttemptEnd.Cancelled;
    }

    /// <summary>Ends the attempt without an answer. When even that fails, the lease runs out and the job is taken over.</summary>
    public async Task<AttemptEnd> FailAsync(
        JobAttempt job, string reason, bool isRetryable, CancellationToken givenUp)
    {
        var request = new FailRequest
        {
            JobId = job.JobId.ToString("D"),
            Attempt = job.Attempt,
            Reason = reason,
            Retryable = isRetryable,
        };
        try
        {
            var end = await recorder.FailAsync(request, givenUp);
            AttemptLog.Failed(logger, job.JobId, job.Attempt, reason, end.Outcome);
        }
        catch (Exception failure) when (failure is RpcException or OperationCanceledException)
        {
            AttemptLog.FailureUnreported(logger, job.JobId, job.Attempt, reason, failure);
        }
        return AttemptEnd.Failed(reason);
    }
}
