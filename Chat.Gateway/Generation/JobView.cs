namespace Chat.Gateway.Generation;

/// <summary>One generation, from its prompt to its end.</summary>
public sealed record JobView
{
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public required string PromptMessageId { get; init; }

    /// <summary>answer or summary.</summary>
    public string? Kind { get; init; }

    /// <summary>queued, streaming, completed, failed or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>The newest attempt, from 1; 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where its events are.</summary>
    public required string StreamUrl { get; init; }

    /// <summary>The assistant message, once there is one.</summary>
    public string? MessageId { get; init; }

    /// <summary>That message's number.</summary>
    public long? MessageSeq { get; init; }

    public UsageView? Usage { get; init; }

    /// <summary>A stable code, when it failed.</summary>
    public string? FailureReason { get; init; }

    public string? Model { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? EndedAt { get; init; }
}
