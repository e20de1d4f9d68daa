using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Chat.ServiceDefaults;

/// <summary>Says what a service token must fulfil.</summary>
internal sealed class ServiceTokenSetup(IOptions<ServiceTokenOptions> options) : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public void Configure(JwtBearerOptions jwt) => Configure(Options.DefaultName, jwt);

    public void Configure(string? name, JwtBearerOptions jwt)
    {
        if (name != TokenSchemes.Service)
            return;

        jwt.MapInboundClaims = false;
        var parameters = jwt.TokenValidationParameters;
        parameters.AuthenticationType = TokenSchemes.Service;
        parameters.NameClaimType = ClaimNames.Subject;
        parameters.ValidIssuer = ServiceTokenOptions.Parties;
        parameters.ValidAudience = ServiceTokenOptions.Parties;
        parameters.IssuerSigningKey = SymmetricKeys.Read(options.Value.ServiceKey!);
        parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
        parameters.ClockSkew = ClockSkew;
    }
}
