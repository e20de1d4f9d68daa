using System.Text.Json;

namespace Chat.Tests.Infrastructure.Api;

/// <summary>A message, as the public interface shows it.</summary>
public sealed record MessageView
{
    public Guid Id { get; init; }

    public Guid ConversationId { get; init; }

    public long Seq { get; init; }

    public string Role { get; init; } = "";

    public string Type { get; init; } = "";

    public string SenderId { get; init; } = "";

    public string SenderType { get; init; } = "";

    /// <summary>Null on a tombstone.</summary>
    public string Content { get; init; } = null!;

    public IReadOnlyList<string> Attachments { get; init; } = [];

    public JsonElement? Metadata { get; init; }

    public IReadOnlyList<PrincipalView> Mentions { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public PrincipalView? UpdatedBy { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public PrincipalView? DeletedBy { get; init; }

    public Guid? ParentId { get; init; }

    public Guid? ThreadId { get; init; }

    public DateTimeOffset? PinnedAt { get; init; }

    public PrincipalView? PinnedBy { get; init; }

    public IReadOnlyList<ReactionView> Reactions { get; init; } = [];

    public string? Delivery { get; init; }

    public string? ClientId { get; init; }

    public Guid? JobId { get; init; }

    public string? Generation { get; init; }

    public string? Model { get; init; }

    public UsageView? Usage { get; init; }

    public string? Thinking { get; init; }

    public JsonElement? ToolCalls { get; init; }
}

/// <summary>A page of history.</summary>
public sealed record MessagePage(IReadOnlyList<MessageView> Items, long? NextCursor);

/// <summary>The answer to a sent message.</summary>
public sealed record SentView(MessageView Message, Guid? JobId, string? StreamUrl);
