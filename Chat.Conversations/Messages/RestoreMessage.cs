using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Participant = Chat.Conversations.Participants.Participant;

namespace Chat.Conversations.Messages;

/// <summary>Brings a deleted message back as it was, within its time; one that is not deleted stays as it is.</summary>
internal sealed record RestoreMessage(Caller Caller, Guid ConversationId, Guid MessageId, TimeSpan Within)
    : IConversationChange<Message>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { Messages = [MessageId] };

    public Message Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.Read);
        var message = state.RequiredMessage(conversation, MessageId);
        Require(message, conversation, participant);
        if (message.DeletedAt is not { } deleted) return message;
        if (message.Erased || deleted + Within < state.Now)
            throw new ChatException(ChatError.WrongState("The message was deleted too long ago to be restored."));

        message.DeletedAt = null;
        message.DeletedBy = null;
        message.UpdatedBy = Caller.Principal;
        state.Keep(message);
        PutIntoCounts(message, conversation, state);
        conversation.Append(Caller.Principal, new LogEntry { MessageRestored = message.ToWire() }, message);
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.MessageRestored, message.Id.ToString("D"))
        {
            After = AuditDetail.Json(new { version = message.Version, text = AuditDetail.Text(message.Content) }),
        });
        return message;
    }

    /// <summary>What somebody took back themselves nobody else brings back; what another deleted is for admins to decide.</summary>
    private void Require(Message message, LockedConversation conversation, Participant participant)
    {
        var isOwn = message.Sender == Caller.Principal;
        var byAnother = message.DeletedBy is { } by && by != message.Sender;
        conversation.Require(isOwn && !byAnother ? Permission.RestoreOwn : Permission.RestoreAny, participant);
        if (message.DeletedBy == message.Sender && !isOwn)
            throw new ChatException(ChatError.PermissionDenied("restore what its sender deleted"));
    }

    private static void PutIntoCounts(Message message, LockedConversation conversation, BatchState state)
    {
        conversation.Row.MessageCount++;
        foreach (var mentioned in message.Mentions) Mentions.Add(new Mention(message, mentioned), state);
        if (message.ThreadId is not { } threadId || threadId == message.Id) return;
        if (state.Thread(threadId) is not { } thread) return;
        thread.MessageCount++;
        thread.UpdatedBy = message.UpdatedBy;
        state.Keep(thread);
    }
}
