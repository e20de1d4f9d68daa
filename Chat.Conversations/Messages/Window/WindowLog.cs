namespace Chat.Conversations.Messages.Window;

/// <summary>What windows log; without them everything is only slower.</summary>
internal static partial class WindowLog
{
    [LoggerMessage(1, LogLevel.Debug, "Windows cannot be read from Redis now: {Reason}")]
    public static partial void WindowUnavailable(this ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Debug, "The window of {ConversationId} was not filled: {Reason}")]
    public static partial void WindowNotFilled(this ILogger logger, Guid conversationId, string reason);
}
