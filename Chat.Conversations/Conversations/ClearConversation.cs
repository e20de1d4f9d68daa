using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Conversations;

/// <summary>Removes all messages so far with one mark, however many they are; seq and offset go on.</summary>
internal sealed record ClearConversation(Caller Caller, Guid ConversationId) : IConversationChange<Guid>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { ActiveJobs = true };

    public Guid Decide(BatchState state)
    {
        var (conversation, _) = state.Enter(Caller, ConversationId, Permission.Clear);
        var row = conversation.Row;
        if (row.ClearedSeq == row.LastSeq) return ConversationId;

        var before = AuditDetail.Json(new { messages = row.MessageCount });
        conversation.WithdrawJobs(Caller.Principal, state, _ => true);
        row.ClearedSeq = row.LastSeq;
        row.MessageCount = 0;
        row.UpdatedBy = Caller.Principal;
        row.ContextSummary = null;
        state.Writes.Cleared.Add(row.Id);
        state.Writes.Mentions.RemoveWhere(m => m.Message.ConversationId == row.Id);
        foreach (var thread in state.ThreadsOf(row.Id)) thread.MessageCount = 0;
        conversation.Append(Caller.Principal, new LogEntry
        {
            ConversationCleared = new ConversationCleared { UptoSeq = row.ClearedSeq },
        });
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.ConversationCleared)
        {
            Before = before,
            After = AuditDetail.Json(new { uptoSeq = row.ClearedSeq }),
        });
        return ConversationId;
    }
}
