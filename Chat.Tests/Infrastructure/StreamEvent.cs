using System.Text.Json;

namespace Chat.Tests.Infrastructure;

/// <summary>One server-sent event of a token stream, with its bytes and what they say.</summary>
public sealed record StreamEvent(string? Id, string Data)
{
    /// <summary>Its name; <c>message</c> for all that belong to the answer.</summary>
    public string Type { get; init; } = "message";

    public long Seq => Json.GetProperty("seq").GetInt64();

    public int Attempt => Json.GetProperty("attempt").GetInt32();

    public string Token => Json.GetProperty("token").GetString()!;

    public bool Done => Json.GetProperty("done").GetBoolean();

    public bool Snapshot => Json.TryGetProperty("snapshot", out var snapshot) && snapshot.GetBoolean();

    public string? Status => Text("status");

    public string? Reason => Text("reason");

    public string? MessageId => Text("messageId");

    public JsonElement? Usage => Json.TryGetProperty("usage", out var usage) ? usage : null;

    /// <summary>What a reader shows after these events.</summary>
    public static string TextOf(IEnumerable<StreamEvent> events)
    {
        var (text, attempt) = ("", 0);
        foreach (var item in events)
        {
            text = item.Snapshot || item.Attempt > attempt ? item.Token : text + item.Token;
            attempt = item.Attempt;
        }

        return text;
    }

    public override string ToString() => $"{Id}: {Data}";

    // Not kept, so that events are equal when their bytes are.
    private JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Data);

    private string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
