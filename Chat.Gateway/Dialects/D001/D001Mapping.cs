using System.Globalization;
using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Dialects.D001;

/// <summary>Turns ours into the first design's.</summary>
internal static class D001Mapping
{
    public static D001Message ToD001(this Message message, string roomId, MessageReceipts? receipts) => new()
    {
        MessageId = message.Seq,
        RoomId = roomId,
        SenderId = message.SenderId,
        Content = message.Content,
        Timestamp = Milliseconds(message.CreatedAt),
        MonthYear = message.CreatedAt.ToDateTime().ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Status = Words.OrNull(message.Delivery) ?? "sent",
        DeliveredTo = [.. receipts?.DeliveredTo.Select(one => one.Participant.Id) ?? []],
        ReadBy = [.. receipts?.ReadBy.Select(one => new D001Read(one.Participant.Id, Milliseconds(one.At ?? message.CreatedAt))) ?? []],
        MessageType = TypeOf(message.Type),
        Metadata = message.MetadataJson.ToJson(),
    };

    public static D001Room ToD001(this Conversation conversation, string roomId) => new(
        roomId,
        conversation.Kind == "direct" ? "1v1" : "group",
        [.. conversation.Participants.Select(one => one.Id)],
        Milliseconds(conversation.CreatedAt),
        Milliseconds(conversation.LastMessageAt ?? conversation.CreatedAt))
    {
        Metadata = new D001RoomMetadata(
            conversation.Title.NullIfEmpty(), conversation.Description.NullIfEmpty(), AvatarOf(conversation.MetadataJson)),
    };

    private static string? AvatarOf(string metadata) =>
        metadata.ToJson() is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty("avatar", out var avatar) && avatar.ValueKind == JsonValueKind.String
            ? avatar.GetString()
            : null;

    /// <summary>What it does not know it gets as the nearest that it knows.</summary>
    private static string TypeOf(MessageType type) => type switch
    {
        MessageType.Image => "image",
        MessageType.File or MessageType.Voice => "file",
        _ => "text",
    };

    private static long Milliseconds(Timestamp time) => time.ToDateTimeOffset().ToUnixTimeMilliseconds();
}
