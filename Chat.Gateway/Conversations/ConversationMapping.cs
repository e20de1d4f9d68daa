using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Messages;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Conversations;

/// <summary>Turns conversations into their views.</summary>
internal static class ConversationMapping
{
    public static ConversationView ToView(this Conversation conversation) => new()
    {
        Id = conversation.Id,
        ExternalId = conversation.ExternalId.NullIfEmpty(),
        Kind = conversation.Kind,
        Channel = conversation.Channel,
        Status = conversation.Status,
        Title = conversation.Title.NullIfEmpty(),
        Description = conversation.Description.NullIfEmpty(),
        Tags = conversation.Tags,
        Metadata = conversation.MetadataJson.ToJson(),
        PermissionOverrides = conversation.PermissionOverrides.NullIfEmpty(),
        AgentId = conversation.AgentId.NullIfEmpty(),
        CreatedBy = conversation.CreatedBy,
        CreatedByType = Words.OrNull(conversation.CreatedByType),
        CreatedAt = conversation.CreatedAt.ToDateTime(),
        UpdatedAt = conversation.UpdatedAt?.ToDateTime(),
        UpdatedBy = conversation.UpdatedBy?.ToView(),
        DeletedAt = conversation.DeletedAt?.ToDateTime(),
        LastMessageAt = conversation.LastMessageAt?.ToDateTime(),
        LastSeq = conversation.LastSeq,
        HeadOffset = conversation.HeadOffset,
        ClearedSeq = conversation.ClearedSeq > 0 ? conversation.ClearedSeq : null,
        MessageCount = conversation.MessageCount,
        PromptTokens = conversation.PromptTokens,
        CompletionTokens = conversation.CompletionTokens,
        TotalTokens = conversation.TotalTokens,
        TotalCost = conversation.TotalCost.ToDecimal() ?? 0,
        ContextSummary = conversation.ContextSummary.NullIfEmpty(),
        Preview = conversation.Preview.NullIfEmpty(),
        LastMessage = conversation.LastMessage?.ToView(),
        ParticipantCount = conversation.ParticipantCount,
        MyRole = conversation.MyRole.NullIfEmpty(),
        UnreadCount = conversation.UnreadCount,
        MentionCount = conversation.MentionCount,
        MyReadSeq = conversation.MyReadSeq,
        MyDeliveredSeq = conversation.MyDeliveredSeq,
    };

    public static ConversationView ToViewWithParticipants(this Conversation conversation) =>
        conversation.ToView() with { Participants = [.. conversation.Participants.Select(one => one.ToView())] };

    public static ConversationPage ToPage(this ListConversationsResponse response) =>
        new([.. response.Conversations.Select(ToView)], response.NextCursor.NullIfEmpty());
}
