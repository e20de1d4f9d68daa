using System.Collections.ObjectModel;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Conversations;

/// <summary>A conversation: what it is, and the heads from which its offsets and seqs are handed out.</summary>
internal sealed class Conversation
{
    private object? _stored;

    public required string Tenant { get; init; }

    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Channel { get; set; }

    public required string Status { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>A JSON object as it was sent.</summary>
    public string? Metadata { get; set; }

    /// <summary>Which role has a permission here, by its name, where it is not the table's.</summary>
    public ReadOnlyDictionary<string, string> PermissionOverrides { get; set; } = Overrides.None;

    public string? AgentId { get; init; }

    /// <summary>The name that its creator gave it.</summary>
    public string? ExternalId { get; set; }

    /// <summary>What there may be one of in the tenant: a pair's direct conversation, an agent's active one.</summary>
    public string? UniqueKey { get; set; }

    public required Principal CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who changed it last: its settings, its status or who takes part, or cleared, deleted or restored it.</summary>
    public Principal? UpdatedBy { get; set; }

    /// <summary>The time of the newest log entry; the next entry is never older.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? LastMessageAt { get; set; }

    /// <summary>By what lists are ordered: the newest message's time, or the creation's.</summary>
    public required DateTimeOffset ActivityAt { get; set; }

    public long HeadOffset { get; set; }

    public long PublishedOffset { get; set; }

    /// <summary>The newest log entry that changed what a page of history shows.</summary>
    public long ContentOffset { get; set; }

    public long LastSeq { get; set; }

    /// <summary>Messages up to it were cleared.</summary>
    public long ClearedSeq { get; set; }

    /// <summary>Live messages, threads included.</summary>
    public long MessageCount { get; set; }

    public int ParticipantCount { get; set; }

    public long PromptTokens { get; set; }

    public long CompletionTokens { get; set; }

    public long TotalTokens { get; set; }

    /// <summary>US dollars; the sum of the usage ledger.</summary>
    public decimal TotalCost { get; set; }

    public string? ContextSummary { get; set; }

    /// <summary>The newest message that the summary knows.</summary>
    public long ContextSummarySeq { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public Principal? DeletedBy { get; set; }

    /// <summary>How many audit records it has, and the newest one's hash.</summary>
    public long AuditNumber { get; set; }

    public byte[] AuditHash { get; set; } = [];

    /// <summary>Whether more than the heads differs from what is stored: the part that is long, indexed and seldom changed.</summary>
    public bool HasNewSettings => !Settings.Equals(_stored);

    private object Settings => (
        Channel, Status, Title, Description, Tags, Metadata, PermissionOverrides, ExternalId, UniqueKey, UpdatedBy, ClearedSeq,
        ParticipantCount, ContextSummary, ContextSummarySeq, DeletedAt, DeletedBy);

    /// <summary>Says that it is as it is stored.</summary>
    public Conversation AsStored()
    {
        _stored = Settings;
        return this;
    }
}
