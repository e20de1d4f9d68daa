using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Generation.Changes;

/// <summary>Ends a job for a participant; one that has ended before stays as it ended.</summary>
internal sealed record CancelJob(Guid JobId, Caller Caller) : IConversationChange<Job>
{
    public ChangeScope Scope => ChangeScope.OfJob(JobId, Caller);

    public Job Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJob(JobId);
        if (state.ParticipantOf(Caller.Principal, job.ConversationId) is not { TakesPart: true } participant)
            throw new ChatException(ChatError.NotFound("job"));
        conversation.Require(Permission.CancelGeneration, participant);
        if (job.HasEnded) return job;

        job.Cancel(state.Now);
        conversation.Tell(job, state, Caller.Principal);
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.GenerationCancelled, job.Id.ToString("D")));
        return job;
    }
}
