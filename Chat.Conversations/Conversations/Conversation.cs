using Chat.Conversations.Participants;

namespace Chat.Conversations.Conversations;

/// <summary>A conversation: what it is, and the heads from which its offsets and seqs are handed out.</summary>
internal sealed class Conversation
{
    public required string Tenant { get; init; }

    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Channel { get; init; }

    public required string Status { get; set; }

    public string? Title { get; set; }

    public string? AgentId { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the newest log entry; the next entry is never older.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? LastMessageAt { get; set; }

    public long HeadOffset { get; set; }

    public long PublishedOffset { get; set; }

    public long LastSeq { get; set; }

    public long MessageCount { get; set; }

    public long PromptTokens { get; set; }

    public long CompletionTokens { get; set; }

    public long TotalTokens { get; set; }

    public string? Preview { get; set; }

    public string? ContextSummary { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public List<Participant> Participants { get; } = [];
}
