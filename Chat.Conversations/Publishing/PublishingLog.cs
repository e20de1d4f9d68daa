namespace Chat.Conversations.Publishing;

/// <summary>What publishing logs.</summary>
internal static partial class PublishingLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Count} log entries are left to the catch-up: {Reason}")]
    public static partial void PublishFailed(this ILogger logger, int count, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The published offsets of {Count} conversations could not be stored: {Reason}")]
    public static partial void FlushFailed(this ILogger logger, int count, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The catch-up stopped and tries again: {Reason}")]
    public static partial void CatchUpFailed(this ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Information, "Caught up {Count} entries of conversation {ConversationId}")]
    public static partial void CaughtUp(this ILogger logger, int count, Guid conversationId);

    [LoggerMessage(5, LogLevel.Error, "Conversation {ConversationId} could not be caught up; it has its turn again")]
    public static partial void GapLeft(this ILogger logger, Exception failure, Guid conversationId);

    [LoggerMessage(6, LogLevel.Warning, "Nothing from {First} to {Last} of conversation {ConversationId} is left in the log")]
    public static partial void GapEmpty(this ILogger logger, long first, long last, Guid conversationId);
}
