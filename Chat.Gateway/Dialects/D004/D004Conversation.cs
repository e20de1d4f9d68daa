using System.Text.Json.Serialization;

namespace Chat.Gateway.Dialects.D004;

/// <summary>A conversation in the fourth design's names.</summary>
public sealed record D004Conversation
{
    [JsonPropertyName("_id")]
    public required string UnderscoreId { get; init; }

    public required string Id { get; init; }

    public string? ExternalId { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? AgentId { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>active, archived or closed.</summary>
    public required string Status { get; init; }

    /// <summary>Owners first; in a list the first 100.</summary>
    public required IReadOnlyList<D004Participant> Participants { get; init; }

    public string? ContextSummary { get; init; }

    public required long TotalMessages { get; init; }

    public required long TotalTokens { get; init; }

    public required decimal TotalCost { get; init; }

    public D004LastMessage? LastMessage { get; init; }

    public required string CreatedBy { get; init; }

    public string? UpdatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    public DateTime? DeletedAt { get; init; }
}

/// <summary>Somebody who takes part.</summary>
public sealed record D004Participant(string Type, string Id, string Role, DateTime? JoinedAt);

/// <summary>The preview of the newest message.</summary>
public sealed record D004LastMessage(string Id, string Content, string Role, DateTime CreatedAt);
