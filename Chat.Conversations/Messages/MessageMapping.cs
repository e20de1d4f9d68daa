using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages;

/// <summary>A message as its readers see it.</summary>
internal static class MessageMapping
{
    public static Wire.Message ToWire(this Message message) => new()
    {
        Id = message.Id.ToString("D"),
        ConversationId = message.ConversationId.ToString("D"),
        Seq = message.Seq,
        Role = message.Role,
        Type = message.Type,
        SenderId = message.Sender.Id,
        SenderType = message.Sender.Type,
        Content = message.Content,
        CreatedAt = Timestamp.FromDateTimeOffset(message.CreatedAt),
        ClientId = message.ClientId ?? "",
        JobId = message.JobId?.ToString("D") ?? "",
        Generation = message.Generation,
        Usage = message.Usage?.ToWire(),
    };
}
