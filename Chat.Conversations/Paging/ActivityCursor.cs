using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Chat.Conversations.Paging;

/// <summary>The place after a conversation or a thread in a list by activity.</summary>
internal sealed record ActivityCursor(DateTimeOffset At, Guid Id)
{
    public override string ToString() =>
        CursorText.Of(At.UtcTicks.ToString(CultureInfo.InvariantCulture), Id.ToString("N"));

    public static bool TryParse(string text, [NotNullWhen(true)] out ActivityCursor? cursor)
    {
        cursor = null;
        if (!CursorText.TryParse(text, 2, out var parts)) return false;
        if (!TryParseTime(parts[0], out var at) || !Guid.TryParseExact(parts[1], "N", out var id)) return false;
        cursor = new ActivityCursor(at, id);
        return true;
    }

    /// <summary>Reads ticks; only times that a database holds.</summary>
    public static bool TryParseTime(string text, out DateTimeOffset time)
    {
        time = default;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)) return false;
        if (ticks > DateTimeOffset.MaxValue.UtcTicks) return false;
        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}
