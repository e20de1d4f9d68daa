using Chat.Conversations.Participants;

namespace Chat.Conversations.Threads;

/// <summary>A thread: a root message with a title, and how many messages stand under it.</summary>
internal sealed class Thread
{
    /// <summary>The root's id.</summary>
    public required Guid Id { get; init; }

    public required string Tenant { get; init; }

    public required Guid ConversationId { get; init; }

    public string? Title { get; init; }

    public required long RootSeq { get; init; }

    /// <summary>The message from which the root branched off.</summary>
    public Guid? ParentId { get; init; }

    public required Principal CreatedBy { get; init; }

    /// <summary>Who wrote, deleted or restored last in it.</summary>
    public Principal? UpdatedBy { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Live messages under the root.</summary>
    public long MessageCount { get; set; }

    public long LastSeq { get; set; }

    public DateTimeOffset? LastMessageAt { get; set; }

    /// <summary>By what lists are ordered: the newest message's time, or the creation's.</summary>
    public required DateTimeOffset ActivityAt { get; set; }
}
