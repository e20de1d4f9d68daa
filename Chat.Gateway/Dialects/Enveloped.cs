using System.Text.Json.Nodes;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Dialects;

/// <summary>The envelope of the first and the third design.</summary>
/// <param name="Success">Always true here.</param>
/// <param name="Data">What was asked for.</param>
/// <param name="Timestamp">When it was answered.</param>
public sealed record Enveloped<T>(bool Success, T Data, DateTimeOffset Timestamp)
{
    /// <summary>Whether there are more, for pages.</summary>
    public bool? HasMore { get; init; }
}

/// <summary>Puts answers and refusals into the envelope.</summary>
internal sealed class EnvelopeStyle : IProblemStyle
{
    public void AddTo(JsonObject problem, Failure failure, DateTimeOffset now)
    {
        problem["success"] = false;
        problem["error"] = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Detail };
        problem["timestamp"] = now;
    }

    public static Enveloped<T> Of<T>(DialectCall call, T data) => new(true, data, call.Time.GetUtcNow());
}
