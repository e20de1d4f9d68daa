using Microsoft.IdentityModel.JsonWebTokens;

namespace Chat.Gateway.Identity;

/// <summary>
/// Whom a token claims to belong to. It is not validated here: it only tells two tokens of one request apart, and the
/// one that is gone by is validated after.
/// </summary>
internal sealed record ClaimedIdentity(string Issuer, string Tenant, string Subject, string Type)
{
    private static readonly JsonWebTokenHandler s_handler = new() { MaximumTokenSizeInBytes = 16 * 1024 };

    /// <summary>Null when the token cannot be read.</summary>
    public static ClaimedIdentity? Read(string token)
    {
        try
        {
            if (!s_handler.CanReadToken(token))
                return null;
            var jwt = s_handler.ReadJsonWebToken(token);
            return new ClaimedIdentity(
                jwt.Issuer, Claim(jwt, "org") ?? "default", jwt.Subject, Claim(jwt, "type") ?? "user");
        }
        catch (ArgumentException)
        {
            // It has the form of a token, but its parts are not JSON.
            return null;
        }
    }

    private static string? Claim(JsonWebToken jwt, string name) =>
        jwt.TryGetPayloadValue<string>(name, out var value) ? value : null;
}
