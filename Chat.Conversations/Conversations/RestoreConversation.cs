using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Conversations;

/// <summary>Brings a deleted conversation back as it was; one that is there already stays.</summary>
internal sealed record RestoreConversation(Caller Caller, Guid ConversationId) : IConversationChange<Guid>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { IncludeDeleted = true };

    public Guid Decide(BatchState state)
    {
        if (state.Conversation(ConversationId) is not null)
        {
            state.Enter(Caller, ConversationId, Permission.Delete);
            return ConversationId;
        }

        var (conversation, _) = state.Enter(Caller, ConversationId, Permission.Restore);
        var row = conversation.Row;
        if (row is { Kind: ConversationKinds.Direct, UniqueKey: null })
            throw new ChatException(ChatError.WrongState("The two have another direct conversation by now."));
        row.DeletedAt = null;
        row.DeletedBy = null;
        row.UpdatedBy = Caller.Principal;
        conversation.Append(Caller.Principal, new LogEntry { ConversationRestored = new ConversationRestored() });
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.ConversationRestored));
        return ConversationId;
    }
}
