namespace Chat.Conversations.Conversations.Purging;

/// <summary>What purging logs.</summary>
internal static partial class PurgingLog
{
    [LoggerMessage(1, LogLevel.Warning, "Keys of purged conversations are left in Redis and tried again: {Reason}")]
    public static partial void KeysLeft(this ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Information, "Purged conversation {ConversationId}: {Messages} messages")]
    public static partial void Purged(this ILogger logger, Guid conversationId, long messages);

    [LoggerMessage(3, LogLevel.Warning, "Old deleted conversations could not be purged and are tried again: {Reason}")]
    public static partial void PurgeFailed(this ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Error, "Conversation {ConversationId} could not be purged; it is tried again with the next sweep")]
    public static partial void PurgeGivenUp(this ILogger logger, Exception failure, Guid conversationId);
}
