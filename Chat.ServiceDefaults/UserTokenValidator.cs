using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Chat.ServiceDefaults;

/// <summary>
/// Validates user tokens that do not come in a request's <c>Authorization</c> header, exactly as those that do.
/// </summary>
public sealed class UserTokenValidator(IOptionsMonitor<JwtBearerOptions> options)
{
    /// <summary>The principal of a valid token, and nothing for any other.</summary>
    public async Task<ClaimsPrincipal?> ValidateAsync(string token, CancellationToken cancellationToken = default)
    {
        var jwt = options.Get(TokenSchemes.User);
        var parameters = jwt.TokenValidationParameters.Clone();
        parameters.ConfigurationManager = jwt.ConfigurationManager as BaseConfigurationManager;

        var result = await jwt.TokenHandlers[0].ValidateTokenAsync(token, parameters).WaitAsync(cancellationToken);
        if (result.IsValid)
            return new ClaimsPrincipal(result.ClaimsIdentity);

        // The provider may have changed its keys since they were read.
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            jwt.ConfigurationManager?.RequestRefresh();
        return null;
    }
}
