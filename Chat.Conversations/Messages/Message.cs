using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Messages;

/// <summary>A stored message; its <see cref="Id"/> is a UUIDv7 made from <see cref="CreatedAt"/>.</summary>
internal sealed class Message
{
    public required string Tenant { get; init; }

    public required Guid ConversationId { get; init; }

    public required Guid Id { get; init; }

    public required long Seq { get; init; }

    public required MessageRole Role { get; init; }

    public MessageType Type { get; init; } = MessageType.Text;

    public required Principal Sender { get; init; }

    public required string Content { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? ClientId { get; init; }

    public Guid? JobId { get; init; }

    public GenerationState Generation { get; init; }

    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public string? FinishReason { get; init; }

    public int Version { get; set; } = 1;

    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>Who wrote what it says now; null for its sender.</summary>
    public Principal? EditedBy { get; set; }

    /// <summary>Who edited, pinned, unpinned, deleted or restored it last.</summary>
    public Principal? UpdatedBy { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public Principal? DeletedBy { get; set; }

    /// <summary>Whether a tombstone is all that there is of it.</summary>
    public bool Erased { get; init; }

    public Guid? ParentId { get; init; }

    /// <summary>The id of the thread's root; null in the main conversation.</summary>
    public Guid? ThreadId { get; init; }

    public IReadOnlyList<string> Attachments { get; set; } = [];

    /// <summary>A JSON object as it was sent.</summary>
    public string? Metadata { get; set; }

    public IReadOnlyList<Principal> Mentions { get; set; } = [];

    public DateTimeOffset? PinnedAt { get; set; }

    public Principal? PinnedBy { get; set; }

    public string? Thinking { get; init; }

    /// <summary>A JSON array as it was sent.</summary>
    public string? ToolCalls { get; init; }

    /// <summary>The offset of the log entry that created it.</summary>
    public long LogOffset { get; set; }
}
