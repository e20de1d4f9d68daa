using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Gateway.Dialects.D004;

/// <summary>A message in the fourth design's names.</summary>
public sealed record D004Message
{
    [JsonPropertyName("_id")]
    public required string UnderscoreId { get; init; }

    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>user, assistant, system or tool.</summary>
    public required string Role { get; init; }

    public required string Content { get; init; }

    public required string Type { get; init; }

    /// <summary>How its generation stands for an assistant's message, else how far it was delivered.</summary>
    public required string Status { get; init; }

    public string? ParentId { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string ParticipantId { get; init; }

    public required IReadOnlyList<string> Attachments { get; init; }

    public JsonElement? Metadata { get; init; }

    public string? Thinking { get; init; }

    public JsonElement? ToolCalls { get; init; }

    public D004Tokens? Tokens { get; init; }

    public decimal? Cost { get; init; }

    public required string CreatedBy { get; init; }

    public string? UpdatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}

/// <summary>Tokens of a message.</summary>
public sealed record D004Tokens(long Prompt, long Completion, long Total);

/// <summary>A message and the ones that answer it.</summary>
/// <param name="Parent">The message.</param>
/// <param name="Children">The live ones that answer it, oldest first, at most 1,000.</param>
/// <param name="HasMore">Whether there are more than these.</param>
public sealed record D004Thread(D004Message Parent, IReadOnlyList<D004Message> Children, bool HasMore);
