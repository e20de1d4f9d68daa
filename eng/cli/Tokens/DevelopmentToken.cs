using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.Cli.Tokens;

/// <summary>A JWT (HS256) as the development configuration accepts it.</summary>
internal sealed record DevelopmentToken(string User, string Organization, string Type, IReadOnlyList<string> Roles, TimeSpan Lifetime)
{
    public string Sign(string key, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = "chat-dev",
            ["aud"] = "chat",
            ["sub"] = User,
            ["org"] = Organization,
            ["type"] = Type,
            ["roles"] = Roles,
            ["name"] = User,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
        };
        var head = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);
        var content = $"{head}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(content));
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }
}
