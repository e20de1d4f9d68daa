using System.Text.Json;
using Chat.Gateway.Generation;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Messages;

/// <summary>One message, or the tombstone of a deleted one.</summary>
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

    /// <summary>Not on a tombstone.</summary>
    public string? Content { get; init; }

    /// <summary>https:// addresses and document:{id} references.</summary>
    public required IReadOnlyList<string> Attachments { get; init; }

    /// <summary>An object, as it was sent.</summary>
    public JsonElement? Metadata { get; init; }

    public required IReadOnlyList<PrincipalView> Mentions { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>1 when it was created, one more with every edit.</summary>
    public required int Version { get; init; }

    public DateTime? EditedAt { get; init; }

    /// <summary>Who edited, pinned, unpinned or restored it last.</summary>
    public PrincipalView? UpdatedBy { get; init; }

    /// <summary>Only on a tombstone, which has no content.</summary>
    public DateTime? DeletedAt { get; init; }

    /// <summary>Only on a tombstone.</summary>
    public PrincipalView? DeletedBy { get; init; }

    /// <summary>The message that this one answers.</summary>
    public string? ParentId { get; init; }

    /// <summary>The thread in which it stands; none in the main conversation.</summary>
    public string? ThreadId { get; init; }

    public DateTime? PinnedAt { get; init; }

    public PrincipalView? PinnedBy { get; init; }

    public required IReadOnlyList<ReactionView> Reactions { get; init; }

    /// <summary>How far it has come with everybody but its sender: sent, delivered or read.</summary>
    public string? Delivery { get; init; }

    /// <summary>What the sender called it.</summary>
    public string? ClientId { get; init; }

    /// <summary>The generation that wrote it.</summary>
    public string? JobId { get; init; }

    /// <summary>How that generation stands: completed or cancelled, as a rule.</summary>
    public string? Generation { get; init; }

    public string? Model { get; init; }

    public UsageView? Usage { get; init; }

    /// <summary>What led to the answer, where the caller may see it.</summary>
    public string? Thinking { get; init; }

    /// <summary>An array, where the caller may see it.</summary>
    public JsonElement? ToolCalls { get; init; }
}

/// <summary>How often one emoji stands on a message.</summary>
/// <param name="Emoji">The emoji.</param>
/// <param name="Count">How often.</param>
/// <param name="Mine">Whether one of them is the caller's; never in the log.</param>
public sealed record ReactionView(string Emoji, long Count, bool Mine);
