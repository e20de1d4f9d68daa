using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Permissions;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Participants;

/// <summary>Lets somebody in; who takes part already stays as they are.</summary>
internal sealed record AddParticipant(Caller Caller, Guid ConversationId, Principal Comer, string Role)
    : IConversationChange<Guid>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { Others = [Comer] };

    public Guid Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.AddParticipants);
        if (state.ParticipantOf(Comer, ConversationId) is { TakesPart: true }) return ConversationId;
        RoleRules.RequireGrant(participant, Role);
        if (conversation.Row.Kind == ConversationKinds.Direct || conversation.Row.ParticipantCount >= Limits.Participants)
            throw new ChatException(ChatError.ConversationFull);
        conversation.Join(state, Caller.Principal, (Comer, Role));
        return ConversationId;
    }
}
