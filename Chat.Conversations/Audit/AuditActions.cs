namespace Chat.Conversations.Audit;

/// <summary>The acts that the audit trail knows.</summary>
internal static class AuditActions
{
    public const string MessageCreated = "message.created";
    public const string MessageEdited = "message.edited";
    public const string MessageDeleted = "message.deleted";
    public const string MessageRestored = "message.restored";
    public const string MessagePinned = "message.pinned";
    public const string MessageUnpinned = "message.unpinned";
    public const string ReactionAdded = "reaction.added";
    public const string ReactionRemoved = "reaction.removed";
    public const string ThreadCreated = "thread.created";
    public const string ConversationCreated = "conversation.created";
    public const string ConversationChanged = "conversation.changed";
    public const string ConversationCleared = "conversation.cleared";
    public const string ConversationDeleted = "conversation.deleted";
    public const string ConversationRestored = "conversation.restored";
    public const string ConversationPurged = "conversation.purged";
    public const string ParticipantJoined = "participant.joined";
    public const string ParticipantLeft = "participant.left";
    public const string ParticipantRemoved = "participant.removed";
    public const string RoleChanged = "participant.role-changed";
    public const string SummaryRequested = "summary.requested";
    public const string GenerationCancelled = "generation.cancelled";
}
