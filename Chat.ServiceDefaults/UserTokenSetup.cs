using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Chat.ServiceDefaults;

/// <summary>Says what a user token must fulfil.</summary>
internal sealed class UserTokenSetup(IOptions<TokenAuthenticationOptions> options)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    // A provider's keys are public: were HS256 allowed with them, anybody could sign with one.
    private static readonly string[] ProviderAlgorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly TokenAuthenticationOptions _options = options.Value;

    public void Configure(JwtBearerOptions jwt) => Configure(Options.DefaultName, jwt);

    public void Configure(string? name, JwtBearerOptions jwt)
    {
        if (name != TokenSchemes.User)
            return;

        jwt.MapInboundClaims = false;
        jwt.TokenHandlers.Clear();
        jwt.TokenHandlers.Add(new CallerTokenHandler());

        var parameters = jwt.TokenValidationParameters;
        parameters.AuthenticationType = TokenSchemes.User;
        parameters.NameClaimType = ClaimNames.Name;
        parameters.RoleClaimType = ClaimNames.Roles;
        parameters.ValidAudience = _options.Audience;
        parameters.ClockSkew = _options.ClockSkew;

        if (string.IsNullOrWhiteSpace(_options.Authority))
            UseSigningKey(parameters);
        else
            UseProvider(jwt);
    }

    private void UseSigningKey(TokenValidationParameters parameters)
    {
        parameters.ValidIssuer = _options.Issuer;
        parameters.IssuerSigningKey = SymmetricKeys.Read(_options.SigningKey!);
        parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
    }

    private void UseProvider(JwtBearerOptions jwt)
    {
        jwt.Authority = _options.Authority;
        jwt.RequireHttpsMetadata = _options.RequireHttpsMetadata;
        jwt.TokenValidationParameters.ValidAlgorithms = ProviderAlgorithms;
    }
}
