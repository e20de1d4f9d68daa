using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation;

/// <summary>Ends a job for a participant; one that has ended before stays as it ended.</summary>
internal sealed record CancelJob(Guid JobId, Caller Caller) : IConversationChange<Job>
{
    public ChangeScope Scope => ChangeScope.OfJob(JobId, Caller);

    public Job Decide(BatchState state)
    {
        var (job, conversation) = state.RequiredJob(JobId);
        var role = state.RoleOf(Caller.Principal, job.ConversationId)
            ?? throw new ChatException(ChatError.NotFound("job"));
        if (!Roles.MayWrite(role)) throw new ChatException(ChatError.PermissionDenied("cancel this job"));
        if (job.HasEnded) return job;

        job.Cancel(state.Now);
        conversation.Tell(job);
        return job;
    }
}
