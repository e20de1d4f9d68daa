using Chat.Conversations.Errors;

namespace Chat.Conversations.Participants;

/// <summary>Only an owner gives a role from admin up, and nobody else takes one that is not below the own one.</summary>
internal static class RoleRules
{
    public static void RequireGrant(Participant actor, string role)
    {
        // Members may be let in by members, where a conversation lets members let in anybody.
        if (actor.Role != Roles.Owner && Roles.RankOf(role) < Roles.RankOf(Roles.Member))
            throw new ChatException(ChatError.PermissionDenied($"give the role {role}"));
    }

    public static void RequireAbove(Participant actor, Participant other)
    {
        if (!IsBelow(actor, other.Role)) throw new ChatException(ChatError.PermissionDenied($"do this to {other.Role}s"));
    }

    private static bool IsBelow(Participant actor, string role) =>
        actor.Role == Roles.Owner || Roles.RankOf(role) > Roles.RankOf(actor.Role);
}
