using System.Globalization;

namespace Chat.Gateway.Input;

/// <summary>Reads values of the query string strictly; what is not there is null.</summary>
internal static class Query
{
    private static readonly string[] s_times =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A problem when it is no number in the range.</summary>
    public static long? Number(this FieldProblems problems, string field, string? text, NumberRange range)
    {
        if (text is null)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && range.Holds(number))
            return number;
        problems.OutOf(range, field);
        return null;
    }

    public static bool? Flag(this FieldProblems problems, string field, string? text)
    {
        if (text is null or "true" or "false")
            return text is null ? null : text == "true";
        problems.Invalid(field, $"{field} must be true or false.");
        return null;
    }

    /// <summary>A problem when it is too long.</summary>
    public static string? Text(this FieldProblems problems, string field, string? text, int maxLength)
    {
        if (text is null || text.Length <= maxLength)
            return text;
        problems.Add(field, "too_long", $"{field} must have at most {maxLength} characters.");
        return null;
    }

    /// <summary>A problem when it is none of the words.</summary>
    public static string? Word(this FieldProblems problems, string field, string? text, IReadOnlyCollection<string> words)
    {
        if (text is null || words.Contains(text))
            return text;
        problems.Invalid(field, $"{field} must be {string.Join(", ", words.SkipLast(1))} or {words.Last()}.");
        return null;
    }

    /// <summary>A problem when it is no UUID.</summary>
    public static string? Id(this FieldProblems problems, string field, string? text)
    {
        if (text is null || Guid.TryParseExact(text, "D", out _))
            return text;
        problems.Invalid(field, $"{field} must be a UUID.");
        return null;
    }

    /// <summary>A problem when it can be no message of a conversation.</summary>
    public static string? MessageId(this FieldProblems problems, string field, string? text)
    {
        if (text is null || MessageIdConstraint.IsMessageId(text))
            return text;
        problems.Invalid(field, $"{field} must be a message's UUID or seq.");
        return null;
    }

    /// <summary>A date, or a date and a time; UTC where no offset is given.</summary>
    public static DateTimeOffset? Time(this FieldProblems problems, string field, string? text)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParseExact(
            text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        problems.Invalid(field, $"{field} must be a date like 2026-11-30 or a time like 2026-11-30T08:00:00Z.");
        return null;
    }

    public static void OutOf(this FieldProblems problems, NumberRange range, string field) =>
        problems.Invalid(field, range.Maximum == long.MaxValue
            ? $"{field} must be a whole number from {range.Minimum}."
            : $"{field} must be a whole number from {range.Minimum} to {range.Maximum}.");
}

/// <summary>The numbers that a parameter takes.</summary>
internal sealed record NumberRange(long Minimum, long Maximum)
{
    public bool Holds(long number) => number >= Minimum && number <= Maximum;
}
