namespace Chat.Tests.Infrastructure.Api;

/// <summary>A thread, as the public interface shows it.</summary>
public sealed record ThreadView(
    Guid Id, Guid ConversationId, string? Title, PrincipalView? CreatedBy, DateTimeOffset CreatedAt, long MessageCount, long LastSeq,
    DateTimeOffset? LastMessageAt, long UnreadCount, MessageView? Root, Guid? ParentId);

/// <summary>A page of threads.</summary>
public sealed record ThreadPage(IReadOnlyList<ThreadView> Items, string? NextCursor);

/// <summary>The body of <c>POST …/threads</c>.</summary>
public sealed record NewThread(
    string? Title = null, string? RootMessageId = null, string? Content = null, string? ParentId = null, string? ClientId = null);
