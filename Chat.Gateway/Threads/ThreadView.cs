using System.Text.Json.Serialization;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Messages;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Threads;

/// <summary>A thread: a root message and what was written under it.</summary>
public sealed record ThreadView
{
    /// <summary>The root's id.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public string? Title { get; init; }

    public PrincipalView? CreatedBy { get; init; }

    /// <summary>Who began it, or wrote, deleted or restored last in it.</summary>
    public PrincipalView? UpdatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Live messages under the root.</summary>
    public required long MessageCount { get; init; }

    /// <summary>The newest message's number.</summary>
    public required long LastSeq { get; init; }

    public DateTime? LastMessageAt { get; init; }

    /// <summary>What others wrote above the caller's watermark, at most 1,000.</summary>
    public required long UnreadCount { get; init; }

    public MessageView? Root { get; init; }

    /// <summary>The message from which the root branched off.</summary>
    public string? ParentId { get; init; }
}

/// <summary>A page of threads, newest activity first.</summary>
/// <param name="Items">The threads.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> for the next page; null after the last.</param>
public sealed record ThreadPage(
    IReadOnlyList<ThreadView> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>Turns threads into their views.</summary>
internal static class ThreadMapping
{
    public static ThreadPage ToPage(this ListThreadsResponse response) =>
        new([.. response.Threads.Select(ToView)], response.NextCursor.NullIfEmpty());

    public static ThreadView ToView(this Contracts.Conversations.V1.Thread thread) => new()
    {
        Id = thread.Id,
        ConversationId = thread.ConversationId,
        Title = thread.Title.NullIfEmpty(),
        CreatedBy = thread.CreatedBy?.ToView(),
        UpdatedBy = thread.UpdatedBy?.ToView(),
        CreatedAt = thread.CreatedAt.ToDateTime(),
        MessageCount = thread.MessageCount,
        LastSeq = thread.LastSeq,
        LastMessageAt = thread.LastMessageAt?.ToDateTime(),
        UnreadCount = thread.UnreadCount,
        Root = thread.Root?.ToView(),
        ParentId = thread.ParentId.NullIfEmpty(),
    };
}
