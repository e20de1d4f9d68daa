using System.Text.Json;

namespace Chat.Tests.Infrastructure;

/// <summary>One server-sent event of a token stream, with its bytes and what they say.</summary>
public sealed record StreamEvent(string? Id, string Data)
{
    private readonly JsonElement _json = JsonSerializer.Deserialize<JsonElement>(Data);

    public JsonElement Json => _json;

    public long Seq => _json.GetProperty("seq").GetInt64();

    public int Attempt => _json.GetProperty("attempt").GetInt32();

    public string Token => _json.GetProperty("token").GetString()!;

    public bool Done => _json.GetProperty("done").GetBoolean();

    public bool Snapshot => _json.TryGetProperty("snapshot", out var snapshot) && snapshot.GetBoolean();

    public string? Status => Text("status");

    public string? Reason => Text("reason");

    public string? MessageId => Text("messageId");

    public JsonElement? Usage => _json.TryGetProperty("usage", out var usage) ? usage : null;

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

    private string? Text(string name) => _json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
