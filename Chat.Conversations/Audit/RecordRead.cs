using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Audit;

/// <summary>Puts an administrator's look at a conversation of others into its audit trail.</summary>
internal sealed record RecordRead(Caller Caller, Guid ConversationId, string Action) : IConversationChange<bool>
{
    public ChangeScope Scope =>
        new() { Tenant = Caller.Tenant, ConversationId = ConversationId, IncludeDeleted = true };

    public bool Decide(BatchState state)
    {
        if (state.AnyConversation(ConversationId) is not { } conversation || conversation.Row.Tenant != Caller.Tenant)
            throw new ChatException(ChatError.NotFound("conversation"));
        conversation.Audit(Caller.Principal, new AuditDetail(Action));
        return true;
    }
}
