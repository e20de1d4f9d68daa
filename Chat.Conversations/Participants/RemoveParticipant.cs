using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Participants;

/// <summary>
/// Lets somebody go, by themselves or not; who is gone already stays so. A conversation is never without an owner while
/// somebody is in it, and without anybody it is deleted.
/// </summary>
internal sealed record RemoveParticipant(Caller Caller, Guid ConversationId, Principal Leaver) : IConversationChange<Guid>
{
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { AllParticipants = true, ActiveJobs = true };

    public Guid Decide(BatchState state)
    {
        var permission = Leaver == Caller.Principal ? Permission.Leave : Permission.RemoveParticipants;
        var (conversation, actor) = state.Enter(Caller, ConversationId, permission);
        if (state.ParticipantOf(Leaver, ConversationId) is not { TakesPart: true } leaver) return ConversationId;
        if (leaver != actor) RoleRules.RequireAbove(actor, leaver);

        conversation.Leave(state, Caller.Principal, leaver);
        var left = state.ParticipantsOf(ConversationId).ToList();
        if (left.Count == 0)
            conversation.Delete(Caller.Principal, state);
        else if (left.TrueForAll(p => p.Role != Roles.Owner))
            conversation.ChangeRole(state, Caller.Principal, (Successor(left), Roles.Owner));
        return ConversationId;
    }

    private static Participant Successor(List<Participant> left) =>
        left.OrderBy(p => Roles.RankOf(p.Role)).ThenBy(p => p.JoinedAt).ThenBy(p => p.Id, StringComparer.Ordinal).First();
}
