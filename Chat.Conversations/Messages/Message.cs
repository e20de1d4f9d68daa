using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Messages;

/// <summary>A stored message; its <see cref="Id"/> is a UUIDv7 made from <see cref="CreatedAt"/>.</summary>
internal sealed record Message
{
    public required string Tenant { get; init; }

    public required Guid ConversationId { get; init; }

    public required Guid Id { get; init; }

    public required long Seq { get; init; }

    public required MessageRole Role { get; init; }

    public MessageType Type { get; init; } = MessageType.Text;

    public required Principal Sender { get; init; }

    public required string Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? ClientId { get; init; }

    public Guid? JobId { get; init; }

    public GenerationState Generation { get; init; }

    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public string? FinishReason { get; init; }
}
