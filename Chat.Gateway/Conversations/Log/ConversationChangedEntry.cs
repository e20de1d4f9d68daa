using System.Text.Json;

namespace Chat.Gateway.Conversations.Log;

/// <summary>The conversation's settings differ; they are told as they stand after the change.</summary>
public sealed record ConversationChangedEntry : LogEntryView
{
    /// <summary>
    /// Which differ: status, title, description, tags, metadata, channel, contextSummary, externalId, permissionOverrides.
    /// </summary>
    public required IReadOnlyList<string> Changed { get; init; }

    public string? Status { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public JsonElement? Metadata { get; init; }

    public string? Channel { get; init; }

    public string? ContextSummary { get; init; }

    public string? ExternalId { get; init; }

    public IReadOnlyDictionary<string, string>? PermissionOverrides { get; init; }
}

/// <summary>All messages up to a number are gone.</summary>
/// <param name="UptoSeq">The number.</param>
public sealed record ConversationClearedEntry(long UptoSeq) : LogEntryView;

/// <summary>The conversation was hidden from everybody.</summary>
public sealed record ConversationDeletedEntry : LogEntryView;
