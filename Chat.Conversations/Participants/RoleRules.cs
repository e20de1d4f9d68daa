using Chat.Conversations.Errors;

namespace Chat.Conversations.Participants;

/// <summary>Only an owner gives or takes a role that is not below the own one.</summary>
internal static class RoleRules
{
    public static void RequireGrant(Participant actor, string role)
    {
        if (!IsBelow(actor, role)) throw new ChatException(ChatError.PermissionDenied($"give the role {role}"));
    }

    public static void RequireAbove(Participant actor, Participant other)
    {
        if (!IsBelow(actor, other.Role)) throw new ChatException(ChatError.PermissionDenied($"do this to {other.Role}s"));
    }

    private static bool IsBelow(Participant actor, string role) =>
        actor.Role == Roles.Owner || Roles.RankOf(role) > Roles.RankOf(actor.Role);
}
