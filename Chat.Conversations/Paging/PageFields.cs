using Chat.Conversations.Validation;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Conversations.Paging;

/// <summary>Reads the fields that pages and filters have in common.</summary>
internal static class PageFields
{
    // The proto's own range (google/protobuf/timestamp.proto): from the year 1 to the year 9999.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;
    private const int NanosecondsPerSecond = 1_000_000_000;

    public static int Skip(this Fields fields, int value)
    {
        if (value is < 0 or > PageLimits.Skip) fields.Add("skip", "out_of_range", $"must be from 0 to {PageLimits.Skip}");
        return value;
    }

    public static ActivityCursor? ActivityCursor(this Fields fields, string value)
    {
        if (value.Length == 0) return null;
        if (!Paging.ActivityCursor.TryParse(value, out var cursor)) fields.BadCursor();
        return cursor;
    }

    public static void BadCursor(this Fields fields) => fields.Add("cursor", "invalid", "is not a cursor of this list");

    public static DateTimeOffset? Time(this Fields fields, string field, Timestamp? value)
    {
        if (value is null) return null;
        if (value is { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and < NanosecondsPerSecond })
            return value.ToDateTimeOffset();
        fields.Add(field, "invalid", "must be a time from the year 1 to 9999");
        return null;
    }

    /// <summary>What is searched for; as many words as it has, as many places are looked up and ranked.</summary>
    public static string Query(this Fields fields, string field, string value)
    {
        var words = 0;
        for (var i = 0; i < value.Length; i++)
            if (char.IsLetterOrDigit(value[i]) && (i == 0 || !char.IsLetterOrDigit(value[i - 1]))) words++;
        if (words > PageLimits.QueryWords) fields.Add(field, "too_many", $"must have at most {PageLimits.QueryWords} words");
        return fields.Text(field, value, PageLimits.QueryCharacters);
    }

    /// <summary>One of some words, or nothing.</summary>
    public static string? Word(this Fields fields, string field, string value, params string[] words)
    {
        if (value.Length == 0) return null;
        if (!words.Contains(value)) fields.Add(field, "invalid", $"must be one of: {string.Join(", ", words)}");
        return value;
    }
}
