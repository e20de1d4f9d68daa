using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Chat.Conversations.Paging;

namespace Chat.Conversations.Conversations.Reading;

/// <summary>The place after an entry of the usage ledger.</summary>
internal sealed record UsageCursor(DateTimeOffset At, Guid JobId, int Attempt)
{
    public override string ToString() => CursorText.Of(
        At.UtcTicks.ToString(CultureInfo.InvariantCulture),
        JobId.ToString("N"),
        Attempt.ToString(CultureInfo.InvariantCulture));

    public static bool TryParse(string text, [NotNullWhen(true)] out UsageCursor? cursor)
    {
        cursor = null;
        if (!CursorText.TryParse(text, 3, out var parts) || !ActivityCursor.TryParseTime(parts[0], out var at)) return false;
        if (!Guid.TryParseExact(parts[1], "N", out var job)) return false;
        if (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)) return false;
        cursor = new UsageCursor(at, job, attempt);
        return true;
    }
}
