using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.ServiceDefaults;

/// <summary>Mints the tokens with which this service calls others, and keeps one until shortly before its end.</summary>
public sealed class ServiceTokenSource(
    IOptions<ServiceTokenOptions> options, IHostEnvironment environment, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private volatile MintedToken? _current;

    public string GetToken()
    {
        var now = time.GetUtcNow();
        if (_current is { } current && now < current.RenewAt)
            return current.Text;

        // Two callers may mint at the same time; both tokens hold.
        var minted = Mint(now);
        _current = minted;
        return minted.Text;
    }

    private MintedToken Mint(DateTimeOffset now)
    {
        var lifetime = options.Value.ServiceTokenLifetime;
        var text = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = ServiceTokenOptions.Parties,
            Audience = ServiceTokenOptions.Parties,
            Claims = new Dictionary<string, object> { [ClaimNames.Subject] = environment.ApplicationName },
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(
                SymmetricKeys.Read(options.Value.ServiceKey!), SecurityAlgorithms.HmacSha256),
        });
        return new MintedToken(text, now + (lifetime * 0.8));
    }

    private sealed record MintedToken(string Text, DateTimeOffset RenewAt);
}
