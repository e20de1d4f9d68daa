namespace Chat.Contracts.Streams;

/// <summary>
/// The Redis channel on which a conversation's log entries are published after their commit: each message is one
/// serialized <see cref="Conversations.V1.LogEntry"/>. Delivery is at most once; readers close gaps from the log.
/// </summary>
public static class ConversationChannel
{
    public static string Name(Guid conversationId) => $"chat:conv:{conversationId:D}";
}
