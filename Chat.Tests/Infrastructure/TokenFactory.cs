using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Tests.Infrastructure;

/// <summary>Mints tokens: those of users and services, and those that must be refused.</summary>
public sealed class TokenFactory(string signingKey, string serviceKey)
{
    private static readonly JsonWebTokenHandler s_handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string SigningKey { get; } = signingKey;

    public string ServiceKey { get; } = serviceKey;

    public static TokenFactory WithRandomKeys() => new(RandomKey(), RandomKey());

    public string User(string id, string tenant = "default") => Mint(new Claims(id) { Tenant = tenant });

    public string Service(string name) => Mint(new Claims(name)
    {
        Issuer = "chat-services", Audience = "chat-services", Key = ServiceKey, Tenant = null, Type = null,
    });

    public string Mint(Claims claims)
    {
        var issued = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = claims.Issuer,
            Audience = claims.Audience,
            Expires = issued + claims.Lifetime,
            IssuedAt = issued - TimeSpan.FromMinutes(30),
            Claims = claims.ToDictionary(),
            SigningCredentials = new(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(claims.Key ?? SigningKey)), SecurityAlgorithms.HmacSha256),
        };
        return s_handler.CreateToken(descriptor);
    }

    /// <summary>A token of the user with algorithm <c>none</c> and no signature.</summary>
    public string WithoutSignature(string id)
    {
        var payload = User(id).Split('.')[1];
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.";
    }

    private static string RandomKey() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
}
