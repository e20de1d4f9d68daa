using System.Buffers.Binary;

namespace Chat.Conversations.Messages;

/// <summary>The time in a message's id: a UUIDv7 begins with its milliseconds since 1970 (RFC 9562, 5.7).</summary>
internal static class MessageTime
{
    private const int Version = 7;

    /// <summary>1970 for an id of another kind, which no message has.</summary>
    public static DateTimeOffset OfId(Guid id)
    {
        if (id.Version != Version) return DateTimeOffset.UnixEpoch;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(milliseconds & 0xFFFF_FFFF_FFFF, Latest));
    }

    // The last moment that a DateTimeOffset holds; 48 bits hold more.
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}
