using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Chat.Conversations.Messages.Reading;

/// <summary>The place after a message in a list by rank. The rank goes along bit by bit, so that it compares equal.</summary>
internal sealed record SearchCursor(float Rank, Guid Id)
{
    public override string ToString() => Paging.CursorText.Of(
        BitConverter.SingleToInt32Bits(Rank).ToString("X8", CultureInfo.InvariantCulture), Id.ToString("N"));

    public static bool TryParse(string text, [NotNullWhen(true)] out SearchCursor? cursor)
    {
        cursor = null;
        if (!Paging.CursorText.TryParse(text, 2, out var parts) || !Guid.TryParseExact(parts[1], "N", out var id)) return false;
        if (!int.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)) return false;
        cursor = new SearchCursor(BitConverter.Int32BitsToSingle(bits), id);
        return float.IsFinite(cursor.Rank);
    }
}
