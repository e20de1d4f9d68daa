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
        conversation.WithdrawJobs(actor, state, _ => true);
        conversation.Append(actor, new LogEntry { ConversationDeleted = new ConversationDeleted() });
        conversation.Row.DeletedAt = conversation.Row.UpdatedAt;
        conversation.Row.DeletedBy = actor;
        conversation.Row.UpdatedBy = actor;
        conversation.Audit(actor, new AuditDetail(AuditActions.ConversationDeleted));
    }
}
