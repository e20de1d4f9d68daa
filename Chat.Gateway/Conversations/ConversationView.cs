namespace Chat.Gateway.Conversations;

/// <summary>A conversation as its participants see it.</summary>
public sealed record ConversationView
{
    public required string Id { get; init; }

    /// <summary>direct, group or agent.</summary>
    public required string Kind { get; init; }

    /// <summary>chat, voice or email.</summary>
    public required string Channel { get; init; }

    /// <summary>active, archived or closed.</summary>
    public required string Status { get; init; }

    public string? Title { get; init; }

    public string? AgentId { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    public DateTime? LastMessageAt { get; init; }

    /// <summary>The newest message's number.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The newest log entry's number.</summary>
    public required long HeadOffset { get; init; }

    public required long MessageCount { get; init; }

    public required long TotalTokens { get; init; }

    /// <summary>The beginning of the newest message.</summary>
    public string? Preview { get; init; }

    /// <summary>Only when one conversation is asked for.</summary>
    public IReadOnlyList<ParticipantView>? Participants { get; init; }
}

/// <summary>Somebody who takes part.</summary>
/// <param name="Id">The user or agent.</param>
/// <param name="Type">user or agent.</param>
/// <param name="Role">owner, admin, member or viewer.</param>
/// <param name="JoinedAt">When they came.</param>
public sealed record ParticipantView(string Id, string Type, string Role, DateTime? JoinedAt);
