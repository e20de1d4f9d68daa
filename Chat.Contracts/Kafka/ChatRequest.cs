using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Contracts.Kafka;

/// <summary>
/// The value of a <c>chat.request</c> record: UTF-8 JSON
/// <c>{"jobId":"…","conversationId":"…","messageId":"…","tenant":"default","requestedBy":"user:…"}</c>. It only points to the
/// job; the prompt is read when the job is claimed, so a record never goes stale.
/// </summary>
public sealed record ChatRequest(Guid JobId, Guid ConversationId, Guid MessageId, string Tenant)
{
    /// <summary>
    /// Who asked, as <c>user:{id}</c> or <c>agent:{id}</c>, for workers to share their time fairly; null in older records.
    /// </summary>
    public string? RequestedBy { get; init; }

    public byte[] ToUtf8Json() => JsonSerializer.SerializeToUtf8Bytes(this, ChatRequestJson.Default.ChatRequest);

    /// <summary>Reads a record's value; false when it is not a chat request.</summary>
    public static bool TryParse(ReadOnlySpan<byte> value, out ChatRequest? request)
    {
        try
        {
            request = JsonSerializer.Deserialize(value, ChatRequestJson.Default.ChatRequest);
            return request is { JobId: var job, Tenant: not null } && job != Guid.Empty;
        }
        catch (JsonException)
        {
            request = null;
            return false;
        }
    }
}

/// <summary>The generated JSON form of <see cref="ChatRequest"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatRequest))]
internal sealed partial class ChatRequestJson : JsonSerializerContext;
