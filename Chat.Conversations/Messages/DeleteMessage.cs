using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Messages;

/// <summary>Deletes a message; its tombstone keeps its place. One that is deleted already stays as it is.</summary>
internal sealed record DeleteMessage(Caller Caller, Guid ConversationId, Guid MessageId) : IConversationChange<Message>
{
    public ChangeScope Scope =>
        ChangeScope.Of(Caller, ConversationId) with { Messages = [MessageId], ActiveJobs = true };

    public Message Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.Read);
        var message = state.RequiredMessage(conversation, MessageId);
        conversation.Require(
            message.Sender == Caller.Principal ? Permission.DeleteOwn : Permission.DeleteAny, participant);
        if (message.DeletedAt is not null) return message;

        message.DeletedAt = conversation.NextTime();
        message.DeletedBy = Caller.Principal;
        message.UpdatedBy = Caller.Principal;
        message.PinnedAt = null;
        message.PinnedBy = null;
        state.Keep(message);
        TakeOutOfCounts(message, conversation, state);
        conversation.Append(Caller.Principal, new LogEntry
        {
            MessageDeleted = new MessageDeleted
            {
                MessageId = message.Id.ToString("D"),
                Seq = message.Seq,
                ThreadId = message.ThreadId?.ToString("D") ?? "",
            },
        });
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.MessageDeleted, message.Id.ToString("D"))
        {
            Before = AuditDetail.Json(new { version = message.Version, text = AuditDetail.Text(message.Content) }),
        });
        conversation.ForgetSummaryOf(message.Seq, Caller.Principal);
        conversation.WithdrawJobs(Caller.Principal, state, job => job.PromptMessageId == message.Id);
        state.OutdateSummaries(message);
        return message;
    }

    private static void TakeOutOfCounts(Message message, LockedConversation conversation, BatchState state)
    {
        conversation.Row.MessageCount--;
        foreach (var mentioned in message.Mentions) Mentions.Remove(new Mention(message, mentioned), state);
        if (message.ThreadId is not { } threadId || threadId == message.Id) return;
        if (state.Thread(threadId) is not { } thread) return;
        thread.MessageCount--;
        thread.UpdatedBy = message.UpdatedBy;
        state.Keep(thread);
    }
}
