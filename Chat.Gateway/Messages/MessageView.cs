using Chat.Gateway.Generation;

namespace Chat.Gateway.Messages;

/// <summary>One message.</summary>
public sealed record MessageView
{
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>Its number in the conversation: 1, 2, 3 … without gap or repeat.</summary>
    public required long Seq { get; init; }

    /// <summary>user, assistant, system or tool.</summary>
    public required string Role { get; init; }

    /// <summary>text, image, file, voice, system or tool.</summary>
    public required string Type { get; init; }

    public required string SenderId { get; init; }

    /// <summary>user or agent.</summary>
    public required string SenderType { get; init; }

    public required string Content { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>What the sender called it.</summary>
    public string? ClientId { get; init; }

    /// <summary>The generation that wrote it.</summary>
    public string? JobId { get; init; }

    /// <summary>How that generation stands: completed or cancelled, as a rule.</summary>
    public string? Generation { get; init; }

    public UsageView? Usage { get; init; }
}
