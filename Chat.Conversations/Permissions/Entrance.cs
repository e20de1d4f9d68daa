using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Permissions;

/// <summary>The one door of every change: who does not take part finds nothing, and who may not is told so.</summary>
internal static class Entrance
{
    public static (LockedConversation Conversation, Participant Participant) Enter(
        this BatchState state, Caller caller, Guid conversationId, Permission permission)
    {
        if (state.AnyConversation(conversationId) is not { } conversation || conversation.Row.Tenant != caller.Tenant
            || conversation.Row.DeletedAt is not null != PermissionTable.NeedsDeleted(permission))
            throw NotFound();
        var participant = state.ParticipantOf(caller.Principal, conversationId);
        if (participant is not { TakesPart: true }) throw NotFound();
        conversation.Require(permission, participant);
        if (PermissionTable.NeedsActive(permission) && conversation.Row.Status != ConversationKinds.Active)
            throw new ChatException(ChatError.ConversationClosed);
        return (conversation, participant);
    }

    /// <summary>The one place that asks the table, with what the conversation says instead of it.</summary>
    public static void Require(this LockedConversation conversation, Permission permission, Participant participant)
    {
        if (!PermissionTable.Allows(permission, participant.Role, conversation.Row.PermissionOverrides))
            throw new ChatException(ChatError.PermissionDenied(PermissionTable.Describe(permission)));
    }

    private static ChatException NotFound() => new(ChatError.NotFound("conversation"));
}
