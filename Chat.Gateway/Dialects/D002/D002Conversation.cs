using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Gateway.Dialects.D002;

/// <summary>A conversation in the second design's names.</summary>
public sealed record D002Conversation
{
    [JsonPropertyName("_id")]
    public required string UnderscoreId { get; init; }

    public required string Id { get; init; }

    public string? Title { get; init; }

    /// <summary>chat, voice or email.</summary>
    public required string Channel { get; init; }

    /// <summary>active, archived or completed.</summary>
    public required string Status { get; init; }

    /// <summary>The ids of users and agents; in a list the first 100.</summary>
    public required IReadOnlyList<string> Participants { get; init; }

    public string? AgentId { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>The newest message, or none: an array, as the design's lookup gives it.</summary>
    public required IReadOnlyList<D002Message> LastMessage { get; init; }

    public required long MessageCount { get; init; }

    public required long UnreadCount { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }
}

/// <summary>A message in the second design's names.</summary>
public sealed record D002Message
{
    [JsonPropertyName("_id")]
    public required string UnderscoreId { get; init; }

    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    public required string SenderId { get; init; }

    /// <summary>user or agent.</summary>
    public required string SenderType { get; init; }

    public required string Content { get; init; }

    /// <summary>text, file or system.</summary>
    public required string MessageType { get; init; }

    /// <summary>https addresses and <c>document:{id}</c>.</summary>
    public required IReadOnlyList<string> Attachments { get; init; }

    public JsonElement? Metadata { get; init; }

    public string? ThreadId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}

/// <summary>A thread in the second design's names.</summary>
public sealed record D002Thread(
    [property: JsonPropertyName("_id")] string UnderscoreId, string Id, string ConversationId, string? Title)
{
    /// <summary>The message that it was made of, or from which its first message branches off.</summary>
    public string? ParentMessageId { get; init; }

    /// <summary>What was written with it; null where it was made of a message and nothing more.</summary>
    public string? Content { get; init; }

    public required long MessageCount { get; init; }

    public required DateTime CreatedAt { get; init; }
}
