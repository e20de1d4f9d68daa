using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;

namespace Chat.Conversations.Generation.Changes;

/// <summary>
/// Gives a job to a worker for one attempt. A retry under the same worker id gets the same attempt while its lease
/// holds, so a lost answer costs nothing.
/// </summary>
internal sealed record ClaimJob(Guid JobId, string WorkerId, TimeSpan Lease, int MaxAttempts)
    : IConversationChange<ClaimedJob>
{
    public ChangeScope Scope => ChangeScope.OfJob(JobId);

    public ClaimedJob Decide(BatchState state)
    {
        if (state.Job(JobId) is not { } job || state.Conversation(job.ConversationId) is not { } conversation)
            return ClaimedJob.Refused(ClaimOutcome.Unknown);
        if (job.HasEnded) return ClaimedJob.Refused(ClaimOutcome.Ended);
        if (job.State == GenerationState.Streaming && !job.LeaseRanOut(state.Now))
            return job.LeaseOwner == WorkerId ? ClaimedJob.Granted(job) : ClaimedJob.Refused(ClaimOutcome.Leased);
        // The sweeper ends a job whose last attempt was lost.
        if (job.Attempt >= MaxAttempts) return ClaimedJob.Refused(ClaimOutcome.Leased);

        job.Claim(WorkerId, state.Now + Lease);
        conversation.Tell(job, state);
        return ClaimedJob.Granted(job);
    }
}
