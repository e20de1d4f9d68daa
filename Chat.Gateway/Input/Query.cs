using System.Globalization;

namespace Chat.Gateway.Input;

/// <summary>Reads numbers of the query string strictly.</summary>
internal static class Query
{
    /// <summary>Null when the parameter is not there; a problem when it is no number in the range.</summary>
    public static long? Number(this FieldProblems problems, string field, string? text, NumberRange range)
    {
        if (text is null)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= range.Minimum && number <= range.Maximum)
            return number;
        problems.Invalid(field, range.Maximum == long.MaxValue
            ? $"{field} must be a whole number from {range.Minimum}."
            : $"{field} must be a whole number from {range.Minimum} to {range.Maximum}.");
        return null;
    }
}

/// <summary>The numbers that a parameter takes.</summary>
internal sealed record NumberRange(long Minimum, long Maximum);
