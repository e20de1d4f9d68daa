using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Participants;
using Chat.Conversations.Receipts;

namespace Chat.Conversations.Generation.Changes;

/// <summary>
/// Gives a job to a worker for one attempt. A retry under the same worker id gets the same attempt while its lease
/// holds, so a lost answer costs nothing. Who takes a prompt has read it.
/// </summary>
internal sealed record ClaimJob(Guid JobId, string WorkerId, TimeSpan Lease, int MaxAttempts)
    : IConversationChange<ClaimedJob>
{
    public ChangeScope Scope => ChangeScope.OfJob(JobId) with { IncludeDeleted = true, Agent = true };

    public ClaimedJob Decide(BatchState state)
    {
        if (state.Job(JobId) is not { } job || state.AnyConversation(job.ConversationId) is not { } conversation)
            return ClaimedJob.Refused(ClaimOutcome.Unknown);
        if (job.HasEnded) return ClaimedJob.Refused(ClaimOutcome.Ended);
        if (job.State == GenerationState.Streaming && !job.LeaseRanOut(state.Now))
            return job.LeaseOwner == WorkerId ? ClaimedJob.Granted(job) : ClaimedJob.Refused(ClaimOutcome.Leased);
        // The sweeper ends a job whose last attempt was lost.
        if (job.Attempt >= MaxAttempts) return ClaimedJob.Refused(ClaimOutcome.Leased);

        job.Claim(WorkerId, state.Now + Lease);
        conversation.Tell(job, state);
        if (job.Kind == JobKind.Answer) MarkRead(job, conversation, state);
        return ClaimedJob.Granted(job);
    }

    /// <summary>An agent that has the prompt before it has read it, and what came before.</summary>
    private static void MarkRead(Job job, LockedConversation conversation, BatchState state)
    {
        var principal = new Principal(PrincipalType.Agent, job.AgentId);
        if (state.ParticipantOf(principal, job.ConversationId) is not { TakesPart: true } agent) return;
        var before = Watermarks.Of(agent);
        var after = new Watermarks(
            before.Delivered.UpTo(job.PromptSeq), before.Read.UpTo(job.PromptSeq), before.OwnRead.UpTo(job.PromptSeq));
        if (after != before) conversation.Mark(agent, after, null, state);
    }
}
