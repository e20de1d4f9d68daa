using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Messages;

/// <summary>Pins a message or unpins it; asking for what is so already changes nothing.</summary>
internal sealed record PinMessage(Caller Caller, Guid ConversationId, Guid MessageId, bool Pinned)
    : IConversationChange<Message>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { Messages = [MessageId] };

    public Message Decide(BatchState state)
    {
        var (conversation, _) = state.Enter(Caller, ConversationId, Permission.Pin);
        var message = state.LivingMessage(conversation, MessageId);
        if (message.PinnedAt is not null == Pinned) return message;

        message.PinnedAt = Pinned ? conversation.NextTime() : null;
        message.PinnedBy = Pinned ? Caller.Principal : null;
        message.UpdatedBy = Caller.Principal;
        state.Keep(message);
        conversation.Append(Caller.Principal, new LogEntry
        {
            PinChanged = new PinChanged { MessageId = message.Id.ToString("D"), Seq = message.Seq, Pinned = Pinned },
        });
        conversation.Audit(Caller.Principal, new AuditDetail(
            Pinned ? AuditActions.MessagePinned : AuditActions.MessageUnpinned, message.Id.ToString("D")));
        return message;
    }
}
