using System.Text.RegularExpressions;

namespace Chat.Tests.Infrastructure;

/// <summary>One line of a resource's output; a service's lines have a level, a category and a trace id.</summary>
public sealed partial record LogRecord(string Resource, string Line, string? Level, string? Category)
{
    public bool IsError => Level is "fail" or "crit"
        || (Level is null && Line.Contains("Unhandled exception", StringComparison.Ordinal));

    /// <summary>Reads <c>12:00:00.000 info: Category[1] =&gt; TraceId:… Message</c>, the console's form in Development.</summary>
    public static LogRecord Parse(string resource, string line) =>
        ConsoleLine().Match(line) is { Success: true } match
            ? new(resource, line, match.Groups["level"].Value, match.Groups["category"].Value)
            : new(resource, line, null, null);

    public bool HasTrace(string traceId) => Line.Contains(traceId, StringComparison.Ordinal);

    public override string ToString() => $"[{Resource}] {Line}";

    [GeneratedRegex(@"(^|\s)(?<level>trce|dbug|info|warn|fail|crit): (?<category>[\w.+`]+)\[-?\d+\]")]
    private static partial Regex ConsoleLine();
}
