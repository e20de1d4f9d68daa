using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Claims;
using System.Text;

namespace Chat.ServiceDefaults;

/// <summary>Reads a caller out of a user token's claims, or says what is wrong with them.</summary>
internal static class CallerClaims
{
    private const int MaximumLength = 128;

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

        if (!IsIdentifier(principal.FindFirstValue(ClaimNames.Subject)))
            return "The claim 'sub' must have 1 to 128 printable characters without spaces.";
        if (!IsIdentifier(principal.FindFirstValue(ClaimNames.Organization) ?? CallerIdentity.DefaultTenant))
            return "The claim 'org' must have 1 to 128 printable characters without spaces.";
        return principal.FindFirstValue(ClaimNames.Type) is null or "user" or "agent"
            ? null
            : "The claim 'type' must be 'user' or 'agent'.";
    }

    private static bool IsIdentifier([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaximumLength } && text.EnumerateRunes().All(IsPrintable);

    private static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaximumLength }
        && text.EnumerateRunes().All(rune => rune.Value == ' ' || IsPrintable(rune))
        && !string.IsNullOrWhiteSpace(text);

    // Format characters and lone surrogates are refused too: they make two ids look alike. A lone surrogate is
    // enumerated as the replacement character.
    private static bool IsPrintable(Rune rune) =>
        rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
