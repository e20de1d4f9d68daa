using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Participants;

/// <summary>A user or an agent by its id.</summary>
internal readonly record struct Principal(PrincipalType Type, string Id)
{
    /// <summary>Its form in a list: <c>user:{id}</c> or <c>agent:{id}</c>.</summary>
    public string ToText() => $"{StoredNames.Principals.Of(Type)}:{Id}";

    public static Principal FromText(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new Principal(StoredNames.Principals.Parse(text[..colon]), text[(colon + 1)..]);
    }

    public PrincipalRef ToWire() => new() { Id = Id, Type = Type };
}
