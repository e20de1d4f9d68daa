using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Claims;
using System.Text;

namespace Chat.ServiceDefaults;

/// <summary>Reads a caller out of a user token's claims, or says what is wrong with them.</summary>
internal static class CallerClaims
{
    public static bool TryRead(
        ClaimsPrincipal principal, [NotNullWhen(true)] out CallerIdentity? caller, [NotNullWhen(false)] out string? fault)
    {
        caller = null;
        fault = FindFault(principal);
        if (fault is not null)
            return false;

        var id = principal.FindFirstValue(ClaimNames.Subject)!;
        var name = principal.FindFirstValue(ClaimNames.Name);
        caller = new CallerIdentity(
            principal.FindFirstValue(ClaimNames.Organization) ?? CallerIdentity.DefaultTenant,
            id,
            principal.FindFirstValue(ClaimNames.Type) == "agent" ? CallerType.Agent : CallerType.User,
            [.. principal.FindAll(ClaimNames.Roles).Select(claim => claim.Value).Distinct(StringComparer.Ordinal)],
            IsName(name) ? name : id);
        return true;
    }

    private static string? FindFault(ClaimsPrincipal principal)
    {
        // A claim that stands twice would let each reader choose its own caller.
        foreach (var single in (string[])[ClaimNames.Subject, ClaimNames.Organization, ClaimNames.Type])
        {
            if (principal.FindAll(single).Skip(1).Any())
                return $"The claim '{single}' stands in the token more than once.";
        }

        if (!Identifiers.IsId(principal.FindFirstValue(ClaimNames.Subject)))
            return "The claim 'sub' must have 1 to 128 printable characters without spaces.";
        if (!Identifiers.IsId(principal.FindFirstValue(ClaimNames.Organization) ?? CallerIdentity.DefaultTenant))
            return "The claim 'org' must have 1 to 128 printable characters without spaces.";
        return principal.FindFirstValue(ClaimNames.Type) is null or "user" or "agent"
            ? null
            : "The claim 'type' must be 'user' or 'agent'.";
    }

    private static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= Identifiers.MaximumLength }
        && text.EnumerateRunes().All(rune => rune.Value == ' ' || Identifiers.IsPrintable(rune))
        && !string.IsNullOrWhiteSpace(text);
}

/// <summary>What ids and names may look like, the same in tokens and in everything that is sent.</summary>
public static class Identifiers
{
    /// <summary>UTF-16 code units of an id.</summary>
    public const int MaximumLength = 128;

    /// <summary>Whether it can be the id of a user, an agent or a tenant: 1 to 128 printable characters without spaces.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaximumLength } && text.EnumerateRunes().All(IsPrintable);

    /// <summary>Whether it can be a name that is compared letter by letter: spaces may only stand inside.</summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 } && text[0] != ' ' && text[^1] != ' '
        && text.EnumerateRunes().All(rune => rune.Value == ' ' || IsPrintable(rune));

    /// <summary>
    /// Format characters and lone surrogates are refused too: they make two ids look alike. A lone surrogate is enumerated
    /// as the replacement character.
    /// </summary>
    public static bool IsPrintable(Rune rune) =>
        rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
