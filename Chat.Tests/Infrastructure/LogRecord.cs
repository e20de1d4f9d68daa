using System.Text.Json;

namespace Chat.Tests.Infrastructure;

/// <summary>One line of a resource's output; a service's lines are JSON and have a level.</summary>
public sealed record LogRecord(string Resource, string Line, string? Level, string? Category, string? Message)
{
    public bool IsError => Level is "Error" or "Critical"
        || (Level is null && Line.Contains("Unhandled exception", StringComparison.Ordinal));

    public static LogRecord Parse(string resource, string line)
    {
        // The host may put a timestamp in front of the line.
        var start = line.IndexOf('{');
        if (start < 0)
            return new(resource, line, null, null, null);
        try
        {
            using var json = JsonDocument.Parse(line[start..]);
            return new(resource, line, Text(json, "LogLevel"), Text(json, "Category"), Text(json, "Message"));
        }
        catch (JsonException)
        {
            return new(resource, line, null, null, null);
        }
    }

    public override string ToString() => $"[{Resource}] {Line}";

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
}
