using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Chat.Conversations.Paging;

/// <summary>The parts of a cursor as one text that says nothing to its holder.</summary>
internal static class CursorText
{
    private const int MostBytes = 96;
    private const int MostCharacters = 128;
    private const char Separator = ':';

    public static string Of(params string[] parts) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Join(Separator, parts)));

    public static bool TryParse(string text, int count, [NotNullWhen(true)] out string[]? parts)
    {
        parts = null;
        if (text.Length > MostCharacters || !Base64Url.IsValid(text)) return false;
        Span<byte> bytes = stackalloc byte[MostBytes];
        if (!Base64Url.TryDecodeFromChars(text, bytes, out var written)) return false;
        var split = Encoding.ASCII.GetString(bytes[..written]).Split(Separator);
        if (split.Length != count) return false;
        parts = split;
        return true;
    }
}
