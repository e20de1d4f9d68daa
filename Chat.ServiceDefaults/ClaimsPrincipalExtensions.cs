using System.Security.Claims;

namespace Chat.ServiceDefaults;

/// <summary>Reads from a principal what the services ask about it.</summary>
public static class ClaimsPrincipalExtensions
{
    /// <summary>The caller; throws when the principal does not come from a valid user token.</summary>
    public static CallerIdentity ToCaller(this ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true, AuthenticationType: TokenSchemes.User })
            throw new InvalidOperationException(
                "The principal carries no user token; let the endpoint require authorization.");
        return CallerClaims.TryRead(principal, out var caller, out var fault)
            ? caller
            : throw new InvalidOperationException(fault);
    }

    /// <summary>Whether a service calls, and not a user.</summary>
    public static bool IsService(this ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, AuthenticationType: TokenSchemes.Service };

    /// <summary>The name of the calling service; throws when the principal does not come from a service token.</summary>
    public static string ToServiceName(this ClaimsPrincipal principal) =>
        principal.IsService() && principal.FindFirstValue(ClaimNames.Subject) is { } name
            ? name
            : throw new InvalidOperationException(
                $"The principal carries no service token; let the endpoint require the policy {Policies.Service}.");

    /// <summary>The token that the principal was read from, for passing it on.</summary>
    public static string? BearerToken(this ClaimsPrincipal principal) =>
        (principal.Identity as ClaimsIdentity)?.BootstrapContext as string;

    /// <summary>When the token that the principal was read from runs out.</summary>
    public static DateTimeOffset? TokenExpiry(this ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue("exp"), out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
