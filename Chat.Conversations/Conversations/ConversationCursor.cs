using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Chat.Conversations.Conversations;

/// <summary>The place after a conversation in the list by activity, as an opaque text.</summary>
internal sealed record ConversationCursor(DateTimeOffset UpdatedAt, Guid Id)
{
    public override string ToString() => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{UpdatedAt.UtcTicks}:{Id:N}")));

    public static bool TryParse(string text, [NotNullWhen(true)] out ConversationCursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[64];
        if (text.Length > 80 || !Base64Url.IsValid(text)) return false;
        if (!Base64Url.TryDecodeFromChars(text, bytes, out var written)) return false;
        var parts = Encoding.ASCII.GetString(bytes[..written]).Split(':');
        if (parts.Length != 2 || !Guid.TryParseExact(parts[1], "N", out var id)) return false;
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)) return false;
        if (ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        cursor = new ConversationCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}
