using Chat.Conversations.Participants;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Conversations;

/// <summary>A conversation as its participants see it.</summary>
internal static class ConversationMapping
{
    public static Wire.Conversation ToWire(this Conversation conversation) => new()
    {
        Id = conversation.Id.ToString("D"),
        Kind = conversation.Kind,
        Channel = conversation.Channel,
        Status = conversation.Status,
        Title = conversation.Title ?? "",
        AgentId = conversation.AgentId ?? "",
        CreatedBy = conversation.CreatedBy,
        CreatedAt = Timestamp.FromDateTimeOffset(conversation.CreatedAt),
        UpdatedAt = Timestamp.FromDateTimeOffset(conversation.UpdatedAt),
        LastMessageAt = conversation.LastMessageAt is { } at ? Timestamp.FromDateTimeOffset(at) : null,
        LastSeq = conversation.LastSeq,
        HeadOffset = conversation.HeadOffset,
        MessageCount = conversation.MessageCount,
        TotalTokens = conversation.TotalTokens,
        Preview = conversation.Preview ?? "",
        Participants = { conversation.Participants.Select(ToWire) },
    };

    private static Wire.Participant ToWire(Participant participant) => new()
    {
        Id = participant.Id,
        Type = participant.Type,
        Role = participant.Role,
        JoinedAt = Timestamp.FromDateTimeOffset(participant.JoinedAt),
    };
}
