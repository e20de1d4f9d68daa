namespace Chat.Tests.Infrastructure;

/// <summary>A conversation, as the public interface shows it.</summary>
public sealed record ConversationView(
    Guid Id, string Kind, string Channel, string Status, string? Title, string? AgentId, string CreatedBy, DateTimeOffset CreatedAt,
    DateTimeOffset LastMessageAt, long LastSeq, long HeadOffset, long MessageCount, long TotalTokens, string? Preview,
    IReadOnlyList<ParticipantView>? Participants);

/// <summary>Somebody who takes part.</summary>
public sealed record ParticipantView(string Id, string Type, string Role);

/// <summary>A page of the caller's conversations.</summary>
public sealed record ConversationPage(IReadOnlyList<ConversationView> Items, string? NextCursor);
