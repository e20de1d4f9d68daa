using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Contracts.Conversations.V1;
using Message = Chat.Conversations.Messages.Message;

namespace Chat.Conversations.Projections;

/// <summary>A message as JSON in the rooms design's names.</summary>
internal static class RoomMessage
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Message message, string roomId) => ToNode(message, roomId).ToJsonString(Options);

    /// <summary>A text as it stands in a message's JSON.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Options);

    public static JsonObject ToNode(Message message, string roomId) => new()
    {
        ["messageId"] = message.Seq,
        ["roomId"] = roomId,
        ["senderId"] = message.Sender.Id,
        ["content"] = message.Content,
        ["timestamp"] = message.CreatedAt.ToUnixTimeMilliseconds(),
        ["monthYear"] = message.CreatedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ["status"] = "sent",
        ["deliveredTo"] = new JsonArray(),
        ["readBy"] = new JsonArray(),
        ["messageType"] = message.Type switch
        {
            MessageType.Image => "image",
            MessageType.File or MessageType.Voice => "file",
            _ => "text",
        },
        ["metadata"] = message.Metadata is null ? null : JsonNode.Parse(message.Metadata),
    };
}
