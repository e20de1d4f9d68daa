using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.Conversations.Audit;

/// <summary>What an act was done to, and what it changed: a text only by its length and hash, never itself.</summary>
internal sealed record AuditDetail(string Action, string Target = "")
{
    public string? Before { get; init; }

    public string? After { get; init; }

    public static string Json(object value) => JsonSerializer.Serialize(value);

    public static object Text(string text) => new
    {
        length = text.Length,
        sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
    };
}
