using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Conversations.Appending;

/// <summary>
/// A number to lock while no row exists that could be locked. Two names may share one; they only wait for each other.
/// </summary>
internal static class LockNumber
{
    public static long Of(params ReadOnlySpan<string> parts)
    {
        var text = string.Join('\0', parts!);
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
