using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Messages;

/// <summary>A message before the conversation gave it an id, a seq and a time.</summary>
internal sealed record MessageDraft(MessageRole Role, Principal Sender, string Content)
{
    public string? ClientId { get; init; }

    public Guid? JobId { get; init; }

    public GenerationState Generation { get; init; }

    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public string? FinishReason { get; init; }
}
