using System.Globalization;
using System.Text.Json;
using Chat.Contracts.Rooms;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Google.Protobuf.WellKnownTypes;
using V1 = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Rooms;

/// <summary>Turns our messages and conversations into those of the rooms design, and its requests into ours.</summary>
internal static class RoomMapping
{
    private const string DefaultType = "text";

    public static V1.SendMessageRequest ToSend(this SendMessageRequest request, string conversationId) => new()
    {
        ConversationId = conversationId,
        Content = request.Content,
        Type = TypeOf(request.MessageType),
        ClientId = request.ClientId,
        MetadataJson = request.Metadata,
    };

    public static V1.ListMessagesRequest ToList(this GetMessageHistoryRequest request, int byDefault) => new()
    {
        ConversationId = request.RoomId,
        Limit = request.Limit == 0 ? byDefault : request.Limit,
        Newest = true,
        BeforeDate = request.FromDate.Length == 0 ? null : TimeOf(request.FromDate),
    };

    public static V1.MarkRequest ToMark(this MarkMessageRequest request, V1.ReceiptKind kind) => new()
    {
        ConversationId = request.RoomId,
        Kind = kind,
        MessageId = request.MessageId.ToString(CultureInfo.InvariantCulture),
    };

    public static ChatMessage ToRoomMessage(this V1.Message message, string roomId, V1.MessageReceipts? receipts)
    {
        var room = new ChatMessage
        {
            MessageId = message.Seq,
            RoomId = roomId,
            SenderId = message.SenderId,
            Content = message.Content,
            Timestamp = Milliseconds(message.CreatedAt),
            MonthYear = message.CreatedAt.ToDateTime().ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Status = StatusOf(message.Delivery),
            MessageType = Name(message.Type),
            Metadata = message.MetadataJson,
            Id = message.Id,
        };
        if (receipts is null) return room;
        room.DeliveredTo.AddRange(receipts.DeliveredTo.Select(r => r.Participant.Id));
        room.ReadBy.AddRange(receipts.ReadBy.Select(
            r => new ReadReceipt { UserId = r.Participant.Id, ReadAt = Milliseconds(r.At ?? message.CreatedAt) }));
        return room;
    }

    public static ChatRoom ToRoom(this V1.Conversation conversation, string roomId) => new()
    {
        RoomId = roomId,
        RoomType = conversation.Kind == ConversationKinds.Direct ? "1v1" : "group",
        Participants = { conversation.Participants.Select(p => p.Id) },
        CreatedAt = Milliseconds(conversation.CreatedAt),
        LastMessageAt = Milliseconds(conversation.LastMessageAt ?? conversation.CreatedAt),
        Metadata = new RoomMetadata
        {
            Name = conversation.Title,
            Description = conversation.Description,
            Avatar = AvatarOf(conversation.MetadataJson),
        },
    };

    /// <summary>A field of the conversation's metadata; empty without one.</summary>
    private static string AvatarOf(string metadata)
    {
        if (metadata.Length == 0) return "";
        using var json = JsonDocument.Parse(metadata);
        return json.RootElement.TryGetProperty("avatar", out var avatar) && avatar.ValueKind == JsonValueKind.String
            ? avatar.GetString()!
            : "";
    }

    private static V1.MessageType TypeOf(string type) => (type.Length == 0 ? DefaultType : type) switch
    {
        DefaultType => V1.MessageType.Text,
        "image" => V1.MessageType.Image,
        "file" => V1.MessageType.File,
        _ => throw new ChatException(ChatError.Validation(
            "messageType", "invalid", "messageType must be text, image or file.")),
    };

    /// <summary>What the rooms design does not know it gets as the nearest that it knows.</summary>
    private static string Name(V1.MessageType type) => type switch
    {
        V1.MessageType.Image => "image",
        V1.MessageType.File or V1.MessageType.Voice => "file",
        _ => DefaultType,
    };

    private static string StatusOf(V1.DeliveryState delivery) => delivery switch
    {
        V1.DeliveryState.Read => "read",
        V1.DeliveryState.Delivered => "delivered",
        _ => "sent",
    };

    private static Timestamp TimeOf(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Timestamp.FromDateTimeOffset(time)
            : throw new ChatException(ChatError.Validation(
                "fromDate", "invalid", "fromDate must be an ISO date or milliseconds since 1970."));
    }

    private static long Milliseconds(Timestamp time) => time.ToDateTimeOffset().ToUnixTimeMilliseconds();
}
