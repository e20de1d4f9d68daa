namespace Chat.Conversations.Conversations.Purging;

/// <summary>The names under which Redis may still hold something of a purged conversation.</summary>
internal sealed record PurgedNote(
    string Tenant, Guid ConversationId, string? ExternalId, IReadOnlyList<Guid> JobIds, IReadOnlyList<string> Users);
