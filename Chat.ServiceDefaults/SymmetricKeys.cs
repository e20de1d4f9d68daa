using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Chat.ServiceDefaults;

/// <summary>Turns the keys of the configuration into keys for HS256.</summary>
internal static class SymmetricKeys
{
    /// <summary>HS256 asks for a key as long as its hash.</summary>
    public const int MinimumBytes = 32;

    public static bool IsLongEnough(string key) => Encoding.UTF8.GetByteCount(key) >= MinimumBytes;

    public static SymmetricSecurityKey Read(string key) => new(Encoding.UTF8.GetBytes(key));
}
