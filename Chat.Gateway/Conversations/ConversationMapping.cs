using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Conversations;

/// <summary>Turns conversations into their views.</summary>
internal static class ConversationMapping
{
    public static ConversationView ToView(this Conversation conversation) => new()
    {
        Id = conversation.Id,
        Kind = conversation.Kind,
        Channel = conversation.Channel,
        Status = conversation.Status,
        Title = conversation.Title.NullIfEmpty(),
        AgentId = conversation.AgentId.NullIfEmpty(),
        CreatedBy = conversation.CreatedBy,
        CreatedAt = conversation.CreatedAt.ToDateTime(),
        UpdatedAt = conversation.UpdatedAt?.ToDateTime(),
        LastMessageAt = conversation.LastMessageAt?.ToDateTime(),
        LastSeq = conversation.LastSeq,
        HeadOffset = conversation.HeadOffset,
        MessageCount = conversation.MessageCount,
        TotalTokens = conversation.TotalTokens,
        Preview = conversation.Preview.NullIfEmpty(),
    };

    public static ConversationView ToViewWithParticipants(this Conversation conversation) =>
        conversation.ToView() with { Participants = [.. conversation.Participants.Select(ToView)] };

    public static ConversationPage ToPage(this ListConversationsResponse response) =>
        new([.. response.Conversations.Select(ToView)], response.NextCursor.NullIfEmpty());

    private static ParticipantView ToView(Participant participant) =>
        new(participant.Id, Words.Of(participant.Type), participant.Role, participant.JoinedAt?.ToDateTime());
}
