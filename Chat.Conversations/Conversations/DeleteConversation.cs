using Chat.Conversations.Appending;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Conversations;

/// <summary>Hides a conversation from everybody until it is restored or purged.</summary>
internal sealed record DeleteConversation(Caller Caller, Guid ConversationId) : IConversationChange<Guid>
{
    public ChangeScope Scope =>
        ChangeScope.Of(Caller, ConversationId) with { ActiveJobs = true, IncludeDeleted = true };

    public Guid Decide(BatchState state)
    {
        // A repeated delete finds it deleted, which is what it asks for.
        if (state.AnyConversation(ConversationId) is { Row.DeletedAt: not null })
        {
            state.Enter(Caller, ConversationId, Permission.Restore);
            return ConversationId;
        }

        var (conversation, _) = state.Enter(Caller, ConversationId, Permission.Delete);
        conversation.Delete(Caller.Principal, state);
        return ConversationId;
    }
}
