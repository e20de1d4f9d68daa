using System.Globalization;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// The id of an entry in a token stream and of the event made of it: <c>{major}-{minor}</c>. Our own writers use
/// <c>{attempt}-{seq}</c>; somebody else's use the time. It is a position: ids only grow.
/// </summary>
internal readonly record struct EntryId(ulong Major, ulong Minor) : IComparable<EntryId>
{
    private const ulong RecordedBit = 1UL << 63;

    /// <summary>Before every entry.</summary>
    public static EntryId Start => default;

    /// <summary>
    /// Whether this is the id of an event that was built from the job's record and stands in no stream: its minor part
    /// is this bit and the event's seq. It is greater than any id that a writer gives.
    /// </summary>
    public bool IsRecorded => (Minor & RecordedBit) != 0;

    /// <summary>The event's seq as far as the id tells it; 0 in somebody else's ids.</summary>
    public long Seq => IsRecorded ? (long)(Minor & ~RecordedBit) : Minor < int.MaxValue ? (long)Minor : 0;

    public static EntryId Recorded(ulong major, long seq) => new(major, RecordedBit | (ulong)seq);

    public static bool TryParse(string? text, out EntryId id)
    {
        id = default;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (dash < 0 || !TryParsePart(text.AsSpan(0, dash), out var major)
            || !TryParsePart(text.AsSpan(dash + 1), out var minor))
            return false;
        id = new EntryId(major, minor);
        return true;
    }

    public int CompareTo(EntryId other) =>
        Major == other.Major ? Minor.CompareTo(other.Minor) : Major.CompareTo(other.Major);

    public static bool operator <(EntryId left, EntryId right) => left.CompareTo(right) < 0;

    public static bool operator >(EntryId left, EntryId right) => left.CompareTo(right) > 0;

    public static bool operator <=(EntryId left, EntryId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EntryId left, EntryId right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}-{Minor}");

    private static bool TryParsePart(ReadOnlySpan<char> digits, out ulong value) =>
        ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
