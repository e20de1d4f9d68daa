using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.ServiceDefaults;

/// <summary>
/// Validates a user token and that its claims name a caller. It is a handler, not an event, so that no service can
/// replace the events and lose the check.
/// </summary>
internal sealed class CallerTokenHandler : JsonWebTokenHandler
{
    private const int MaximumBytes = 16 * 1024;
    private const int MostShown = 200;

    public CallerTokenHandler()
    {
        MapInboundClaims = false;
        MaximumTokenSizeInBytes = MaximumBytes;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return Speakable(result);
        if (!CallerClaims.TryRead(new ClaimsPrincipal(result.ClaimsIdentity), out _, out var fault))
            return new TokenValidationResult { Exception = new SecurityTokenValidationException(fault) };

        // Kept for passing it on (ClaimsPrincipalExtensions.BearerToken); the base class does not keep it.
        result.ClaimsIdentity.BootstrapContext = token;
        return result;
    }

    /// <summary>
    /// What the token says of itself stands in the reason that the answer's header gives, and a header cannot hold everything.
    /// </summary>
    private static TokenValidationResult Speakable(TokenValidationResult refused)
    {
        if (refused.Exception is SecurityTokenInvalidIssuerException issuer)
            issuer.InvalidIssuer = Shown(issuer.InvalidIssuer);
        if (refused.Exception is SecurityTokenInvalidAudienceException audience)
            audience.InvalidAudience = Shown(audience.InvalidAudience);
        return refused;
    }

    private static string? Shown(string? text) => text is null || (text.Length <= MostShown && text.All(IsPlain)) ? text : "(unreadable)";

    private static bool IsPlain(char c) => c is > ' ' and <= '~' and not ('"' or '\\' or '\'');
}
