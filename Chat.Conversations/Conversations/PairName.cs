using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Conversations;

/// <summary>
/// The name that a pair's conversation has without anybody giving it one: <c>alice_bob</c> or <c>bob_alice</c>, for alice
/// and bob and nobody else.
/// </summary>
/// <remarks>
/// To one of the two it means their conversation, whatever others called so. Only a group that the caller began under the
/// name comes first: nobody else could have meant it for them.
/// </remarks>
internal static class PairName
{
    private const char Between = '_';

    /// <summary>The other one of the pair; null when the name is no pair's with the caller. Ids may hold the separator too.</summary>
    public static Principal? OtherOf(string name, Principal caller)
    {
        if (name.StartsWith(caller.Id + Between, StringComparison.Ordinal)) return Other(name[(caller.Id.Length + 1)..]);
        return name.EndsWith(Between + caller.Id, StringComparison.Ordinal) ? Other(name[..^(caller.Id.Length + 1)]) : null;

        Principal? Other(string id) => id.Length > 0 && id != caller.Id ? new Principal(PrincipalType.User, id) : null;
    }

    /// <summary>The unique key of the conversation that the name means to the caller.</summary>
    public static string? KeyOf(string name, Principal caller) =>
        OtherOf(name, caller) is { } other ? ConversationKinds.KeyOfPair(caller, other) : null;
}
