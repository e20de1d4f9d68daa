using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages;
using Message = Chat.Conversations.Messages.Message;

namespace Chat.Conversations.Projections;

/// <summary>
/// A message as JSON in the rooms design's names. What is kept does not tell how far the message came, which changes with
/// every receipt: that is told when it is sent, by the receipts' channels, and on the doors.
/// </summary>
internal static class RoomMessage
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As it is kept.</summary>
    public static string Of(Message message, string roomId) => ToNode(message, roomId).ToJsonString(Options);

    /// <summary>As its listeners hear of it: nobody had it before.</summary>
    public static string New(Message message, string roomId)
    {
        var node = ToNode(message, roomId);
        node["status"] = "sent";
        node["deliveredTo"] = new JsonArray();
        node["readBy"] = new JsonArray();
        return node.ToJsonString(Options);
    }

    /// <summary>Where a message is found: under its seq in its room's sorted set, and by its id on every door.</summary>
    public static string Reference(long seq, string roomId, Guid messageId) => new JsonObject
    {
        ["messageId"] = seq,
        ["roomId"] = roomId,
        ["id"] = messageId.ToString("D"),
        ["timestamp"] = MessageTime.OfId(messageId).ToUnixTimeMilliseconds(),
    }.ToJsonString(Options);

    /// <summary>A text as it stands in a message's JSON.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Options);

    private static JsonObject ToNode(Message message, string roomId) => new()
    {
        ["messageId"] = message.Seq,
        ["roomId"] = roomId,
        ["senderId"] = message.Sender.Id,
        ["content"] = message.Content,
        ["timestamp"] = message.CreatedAt.ToUnixTimeMilliseconds(),
        ["monthYear"] = message.CreatedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ["messageType"] = message.Type switch
        {
            MessageType.Image => "image",
            MessageType.File or MessageType.Voice => "file",
            _ => "text",
        },
        ["metadata"] = message.Metadata is null ? null : JsonNode.Parse(message.Metadata),
    };
}
