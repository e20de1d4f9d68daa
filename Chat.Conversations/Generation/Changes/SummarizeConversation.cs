using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Generation.Changes;

/// <summary>Starts a summary because somebody asks for it; while one is under way, that is the one.</summary>
internal sealed record SummarizeConversation(Caller Caller, Guid ConversationId) : IConversationChange<Guid>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with
    {
        ActiveJobs = true,
        Asking = new Asking(Caller, IsCertain: true),
    };

    public Guid Decide(BatchState state)
    {
        var (conversation, _) = state.Enter(Caller, ConversationId, Permission.RequestSummary);
        var row = conversation.Row;
        if (row.LastSeq == row.ClearedSeq)
            throw new ChatException(ChatError.WrongState("There are no messages to summarize."));
        var running = state.JobsOf(ConversationId)
            .FirstOrDefault(j => !j.HasEnded && j.Kind == JobKind.Summary && j.PromptSeq == row.LastSeq);
        if (running is not null) return running.Id;

        state.OpenJobs.RequireRoom(Caller);
        var job = conversation.Start(state, JobStarts.Summary(conversation, Caller.Principal, state));
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.SummaryRequested, job.Id.ToString("D")));
        return job.Id;
    }
}
