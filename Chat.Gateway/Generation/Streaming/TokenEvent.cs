using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Gateway.Transports.Sse;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// The data of one event of an answer. Append <see cref="Token"/> to the text; begin the text anew when
/// <see cref="Snapshot"/> is set or <see cref="Attempt"/> grew. The event with <see cref="Done"/> is the last one and
/// tells how the job ended.
/// </summary>
public sealed record TokenEvent
{
    private static readonly TokenEventJson s_json =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    /// <summary>The event's number in the stream, from 1.</summary>
    public required long Seq { get; init; }

    /// <summary>The attempt that wrote it, from 1.</summary>
    public required int Attempt { get; init; }

    public required string Token { get; init; }

    public required bool Done { get; init; }

    /// <summary>True when the token is the whole text so far; left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Snapshot { get; init; }

    /// <summary>completed, failed or cancelled; on the last event.</summary>
    public string? Status { get; init; }

    /// <summary>The assistant message; on the last event, when there is one.</summary>
    public string? MessageId { get; init; }

    /// <summary>What the generation used; on the last event, when known.</summary>
    public UsageView? Usage { get; init; }

    /// <summary>A stable code; on the last event of a failed job.</summary>
    public string? Reason { get; init; }

    internal byte[] ToFrame(EntryId id) =>
        SseFrame.Event(ResumePoint.Format(id, Done), JsonSerializer.SerializeToUtf8Bytes(this, s_json.TokenEvent));
}

/// <summary>The generated JSON form of <see cref="Streaming.TokenEvent"/>.</summary>
[JsonSerializable(typeof(TokenEvent))]
internal sealed partial class TokenEventJson : JsonSerializerContext;
