namespace Chat.Tests.Infrastructure;

/// <summary>A message, as the public interface shows it.</summary>
public sealed record MessageView(
    Guid Id, Guid ConversationId, long Seq, string Role, string Type, string SenderId, string SenderType, string Content,
    DateTimeOffset CreatedAt, string? ClientId, Guid? JobId, string? Generation, UsageView? Usage);

/// <summary>A page of history.</summary>
public sealed record MessagePage(IReadOnlyList<MessageView> Items, long? NextCursor);
