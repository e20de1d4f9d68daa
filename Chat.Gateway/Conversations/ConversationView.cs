using System.Text.Json;
using Chat.Gateway.Messages;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Conversations;

/// <summary>A conversation as its participants see it.</summary>
public sealed record ConversationView
{
    public required string Id { get; init; }

    /// <summary>The name that its creator gave it, usable wherever the id is.</summary>
    public string? ExternalId { get; init; }

    /// <summary>direct, group or agent.</summary>
    public required string Kind { get; init; }

    /// <summary>chat, voice or email.</summary>
    public required string Channel { get; init; }

    /// <summary>active, archived or closed.</summary>
    public required string Status { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>An object, as it was sent.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>By the name of a permission the least role that has it here, where it is not as everywhere.</summary>
    public IReadOnlyDictionary<string, string>? PermissionOverrides { get; init; }

    public string? AgentId { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>user or agent.</summary>
    public string? CreatedByType { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    public PrincipalView? UpdatedBy { get; init; }

    /// <summary>Only of a deleted conversation, which its owner may restore.</summary>
    public DateTime? DeletedAt { get; init; }

    public DateTime? LastMessageAt { get; init; }

    /// <summary>The newest message's number.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The newest log entry's number.</summary>
    public required long HeadOffset { get; init; }

    /// <summary>Everything up to this number was cleared; none without it.</summary>
    public long? ClearedSeq { get; init; }

    /// <summary>Live messages, threads included.</summary>
    public required long MessageCount { get; init; }

    public required long PromptTokens { get; init; }

    public required long CompletionTokens { get; init; }

    public required long TotalTokens { get; init; }

    /// <summary>US dollars.</summary>
    public required decimal TotalCost { get; init; }

    /// <summary>What was said so far, in short, for the model.</summary>
    public string? ContextSummary { get; init; }

    /// <summary>The beginning of the newest message.</summary>
    public string? Preview { get; init; }

    /// <summary>The newest live message of the main conversation; only of reads.</summary>
    public MessageView? LastMessage { get; init; }

    public required int ParticipantCount { get; init; }

    /// <summary>The caller's role: owner, admin, member or viewer.</summary>
    public string? MyRole { get; init; }

    /// <summary>What others wrote above the caller's watermark, at most 1,000.</summary>
    public required long UnreadCount { get; init; }

    /// <summary>How much of that mentions the caller, at most 1,000.</summary>
    public required long MentionCount { get; init; }

    public required long MyReadSeq { get; init; }

    public required long MyDeliveredSeq { get; init; }

    /// <summary>Only when one conversation is asked for.</summary>
    public IReadOnlyList<ParticipantView>? Participants { get; init; }
}
