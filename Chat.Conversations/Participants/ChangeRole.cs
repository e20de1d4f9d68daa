using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Participants;

/// <summary>Gives a participant another role.</summary>
internal sealed record ChangeRole(Caller Caller, Guid ConversationId, Principal Who, string Role) : IConversationChange<Guid>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { AllParticipants = true };

    public Guid Decide(BatchState state)
    {
        var (conversation, actor) = state.Enter(Caller, ConversationId, Permission.ChangeRoles);
        if (state.ParticipantOf(Who, ConversationId) is not { TakesPart: true } other)
            throw new ChatException(ChatError.NotFound("participant"));
        if (other.Role == Role) return ConversationId;
        RoleRules.RequireAbove(actor, other);
        RoleRules.RequireGrant(actor, Role);
        if (other.Role == Roles.Owner && state.ParticipantsOf(ConversationId).Count(p => p.Role == Roles.Owner) == 1)
            throw new ChatException(ChatError.WrongState("A conversation needs an owner; name another one first."));
        conversation.ChangeRole(state, Caller.Principal, (other, Role));
        return ConversationId;
    }
}
