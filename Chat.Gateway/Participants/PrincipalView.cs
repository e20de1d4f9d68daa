using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Participants;

/// <summary>A user or an agent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">user or agent.</param>
public sealed record PrincipalView(string Id, string Type);

/// <summary>Turns principals into their views.</summary>
internal static class PrincipalMapping
{
    public static PrincipalView ToView(this PrincipalRef principal) => new(principal.Id, Words.Of(principal.Type));
}
