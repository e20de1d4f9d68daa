using Chat.Contracts.Conversations.V1;
using Chat.LlmWorker.Publishing;
using Grpc.Core;

namespace Chat.LlmWorker.Generation;

/// <summary>The verb behind a request: claims the job, and makes sure that a claimed attempt ends in one way or another.</summary>
internal sealed class GenerateAnswer(
    JobRecorder recorder, AttemptRunner runner, ILogger<GenerateAnswer> logger)
{
    /// <param name="job">The job to run; the same claim for every try of one record.</param>
    /// <param name="stopping">Cancelled when nothing new may begin.</param>
    /// <param name="abort">Cancelled when what is under way must end now.</param>
    public async Task<JobOutcome> ExecuteAsync(JobClaim job, CancellationToken stopping, CancellationToken abort)
    {
        ClaimResponse claim;
        try
        {
            claim = await recorder.ClaimAsync(job, stopping);
        }
        catch (RpcException failure) when (!stopping.IsCancellationRequested)
        {
            AttemptLog.ClaimFailed(logger, job.JobId, failure.StatusCode);
            return JobRecorder.IsFinal(failure) ? JobOutcome.Poison : JobOutcome.Retry;
        }

        if (claim.Outcome == ClaimOutcome.Claimed)
        {
            // From here on the job's own record decides what becomes of it, whatever happens to this attempt.
            await runner.RunAsync(new JobAttempt(job.JobId, claim.Attempt), claim.Prompt, abort);
            return JobOutcome.Done;
        }
        AttemptLog.NotClaimed(logger, job.JobId, claim.Outcome);
        return claim.Outcome == ClaimOutcome.Unknown ? JobOutcome.Poison : JobOutcome.Done;
    }
}
