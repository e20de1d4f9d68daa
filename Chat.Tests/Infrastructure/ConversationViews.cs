namespace Chat.Tests.Infrastructure;

/// <summary>A message, as the public interface shows it.</summary>
public sealed record MessageView(
    Guid Id, Guid ConversationId, long Seq, string Role, string SenderId, string SenderType, string Content, DateTimeOffset CreatedAt,
    string? ClientId, Guid? JobId, string? Generation, UsageView? Usage);

/// <summary>A page of history.</summary>
public sealed record MessagePage(IReadOnlyList<MessageView> Messages, bool HasMore);

/// <summary>A conversation, as the public interface shows it.</summary>
public sealed record ConversationView(
    Guid Id, string Kind, string Channel, string Status, string? Title, string? AgentId, long LastSeq, long MessageCount,
    long TotalTokens, string? Preview, DateTimeOffset LastMessageAt);

/// <summary>A page of the caller's conversations.</summary>
public sealed record ConversationPage(IReadOnlyList<ConversationView> Conversations, string? NextCursor);
