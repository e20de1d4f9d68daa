using System.Text.Json;

namespace Chat.Tests.Infrastructure.Api;

/// <summary>A conversation, as the public interface shows it.</summary>
public sealed record ConversationView
{
    public Guid Id { get; init; }

    public string? ExternalId { get; init; }

    public string Kind { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Status { get; init; } = "";

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public JsonElement? Metadata { get; init; }

    public IReadOnlyDictionary<string, string>? PermissionOverrides { get; init; }

    public string? AgentId { get; init; }

    public string CreatedBy { get; init; } = "";

    public string? CreatedByType { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public PrincipalView? UpdatedBy { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public DateTimeOffset? LastMessageAt { get; init; }

    public long LastSeq { get; init; }

    public long HeadOffset { get; init; }

    public long? ClearedSeq { get; init; }

    public long MessageCount { get; init; }

    public long PromptTokens { get; init; }

    public long CompletionTokens { get; init; }

    public long TotalTokens { get; init; }

    public decimal TotalCost { get; init; }

    public string? ContextSummary { get; init; }

    public string? Preview { get; init; }

    public MessageView? LastMessage { get; init; }

    public int ParticipantCount { get; init; }

    public string? MyRole { get; init; }

    public long UnreadCount { get; init; }

    public long MentionCount { get; init; }

    public long MyReadSeq { get; init; }

    public long MyDeliveredSeq { get; init; }

    public IReadOnlyList<ParticipantView>? Participants { get; init; }
}

/// <summary>Somebody who takes part.</summary>
public sealed record ParticipantView(
    string Id, string Type, string Role, DateTimeOffset? JoinedAt, long DeliveredSeq, long ReadSeq);

/// <summary>A page of the caller's conversations.</summary>
public sealed record ConversationPage(IReadOnlyList<ConversationView> Items, string? NextCursor);
