using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Conversations;

/// <summary>Deletes a conversation under its lock; nobody waits any longer for its answers.</summary>
internal static class Deletion
{
    public static void Delete(this LockedConversation conversation, Principal actor, BatchState state)
    {
        foreach (var job in state.JobsOf(conversation.Row.Id).Where(j => !j.HasEnded))
        {
            job.Cancel(state.Now);
            conversation.Tell(job, state, actor);
            state.Writes.JobsToClose.Add(job);
        }

        conversation.Append(actor, new LogEntry { ConversationDeleted = new ConversationDeleted() });
        conversation.Row.DeletedAt = conversation.Row.UpdatedAt;
        conversation.Row.DeletedBy = actor;
        conversation.Audit(actor, new AuditDetail(AuditActions.ConversationDeleted));
    }
}
