using System.Text.RegularExpressions;

namespace Chat.Tests.Infrastructure;

/// <summary>One line of a resource's output; a service's lines have a level, a category and a trace id.</summary>
public sealed partial record LogRecord(string Resource, string Line, string? Level, string? Category)
{
    private static readonly Dictionary<string, string> s_levels = new()
    {
        ["fail"] = "Error", ["crit"] = "Critical", ["Error"] = "Error", ["Critical"] = "Critical",
        ["warn"] = "Warning", ["Warning"] = "Warning", ["info"] = "Information", ["Information"] = "Information",
        ["dbug"] = "Debug", ["Debug"] = "Debug", ["trce"] = "Trace", ["Trace"] = "Trace",
    };

    public bool IsError => Level is "Error" or "Critical"
        || (Level is null && Line.Contains("Unhandled exception", StringComparison.Ordinal));

    /// <summary>
    /// Reads both forms of the console: <c>12:00:00.000 info: Category[1] …</c> in Development, with or without colours, and
    /// JSON elsewhere.
    /// </summary>
    public static LogRecord Parse(string resource, string coloured)
    {
        var line = Colours().Replace(coloured, "");
        var match = PlainLine().Match(line) is { Success: true } plain ? plain : JsonLine().Match(line);
        return match.Success
            ? new(resource, line, s_levels.GetValueOrDefault(match.Groups["level"].Value), match.Groups["category"].Value)
            : new(resource, line, null, null);
    }

    public bool HasTrace(string traceId) => Line.Contains(traceId, StringComparison.Ordinal);

    public override string ToString() => $"[{Resource}] {Line}";

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();

    [GeneratedRegex(@"(^|\s)(?<level>trce|dbug|info|warn|fail|crit): (?<category>[\w.+`]+)\[-?\d+\]")]
    private static partial Regex PlainLine();

    [GeneratedRegex(@"""LogLevel"":""(?<level>\w+)"",""Category"":""(?<category>[^""]*)""")]
    private static partial Regex JsonLine();
}
