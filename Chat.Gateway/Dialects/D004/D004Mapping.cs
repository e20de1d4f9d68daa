using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Dialects.D004;

/// <summary>Turns ours into the fourth design's.</summary>
internal static class D004Mapping
{
    public static D004Conversation ToD004(this Conversation conversation) => new()
    {
        UnderscoreId = conversation.Id,
        Id = conversation.Id,
        ExternalId = conversation.ExternalId.NullIfEmpty(),
        Title = conversation.Title.NullIfEmpty(),
        Description = conversation.Description.NullIfEmpty(),
        AgentId = conversation.AgentId.NullIfEmpty(),
        Tags = conversation.Tags,
        Status = conversation.Status,
        Participants = [.. conversation.Participants.Select(
            one => new D004Participant(Words.Of(one.Type), one.Id, one.Role, one.JoinedAt?.ToDateTime()))],
        ContextSummary = conversation.ContextSummary.NullIfEmpty(),
        TotalMessages = conversation.MessageCount,
        TotalTokens = conversation.TotalTokens,
        TotalCost = conversation.TotalCost.ToDecimal() ?? 0,
        LastMessage = conversation.LastMessage is { } last
            ? new D004LastMessage(last.Id, conversation.Preview, Words.Of(last.Role), last.CreatedAt.ToDateTime())
            : null,
        CreatedBy = conversation.CreatedBy,
        UpdatedBy = conversation.UpdatedBy?.Id,
        CreatedAt = conversation.CreatedAt.ToDateTime(),
        UpdatedAt = conversation.UpdatedAt?.ToDateTime(),
        DeletedAt = conversation.DeletedAt?.ToDateTime(),
    };

    public static D004Message ToD004(this Message message) => new()
    {
        UnderscoreId = message.Id,
        Id = message.Id,
        ConversationId = message.ConversationId,
        Role = Words.Of(message.Role),
        Content = message.Content,
        Type = Words.Of(message.Type),
        // Of a deleted message nothing tells how far it came.
        Status = Words.OrNull(message.Generation) ?? Words.OrNull(message.Delivery) ?? "sent",
        ParentId = message.ParentId.NullIfEmpty(),
        ParticipantId = message.SenderId,
        Attachments = message.Attachments,
        Metadata = message.MetadataJson.ToJson(),
        Thinking = message.Thinking.NullIfEmpty(),
        ToolCalls = message.ToolCallsJson.ToJson(),
        Tokens = message.Usage is { } usage
            ? new D004Tokens(usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens)
            : null,
        Cost = message.Usage?.Cost.ToDecimal(),
        CreatedBy = message.SenderId,
        UpdatedBy = message.UpdatedBy?.Id,
        CreatedAt = message.CreatedAt.ToDateTime(),
        UpdatedAt = (message.EditedAt ?? message.CreatedAt).ToDateTime(),
    };
}
