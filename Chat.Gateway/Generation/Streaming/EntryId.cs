using System.Globalization;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// The id of an entry in a token stream and of the event made of it: <c>{major}-{minor}</c>. Our own writers use
/// <c>{attempt}-{seq}</c>; somebody else's use the time. It is a position: ids only grow.
/// </summary>
internal readonly record struct EntryId(ulong Major, ulong Minor) : IComparable<EntryId>
{
    /// <summary>Before every entry.</summary>
    public static EntryId Start => default;

    /// <summary>Whether this is the id of a last event that no stream holds (see <see cref="LastOf"/>).</summary>
    public bool IsLastOfAll => Minor == ulong.MaxValue;

    /// <summary>
    /// The id of a last event that was built from the job's record: greater than any that a writer gives, and the same
    /// on every node, so that a client which has it is known to have everything.
    /// </summary>
    public static EntryId LastOf(ulong major) => new(major, ulong.MaxValue);

    /// <summary>The id of the stored text that stands before <see cref="LastOf"/>.</summary>
    public static EntryId TextOf(ulong major) => new(major, ulong.MaxValue - 1);

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
