namespace Chat.Conversations.Appending;

/// <summary>What the appender logs.</summary>
internal static partial class AppenderLog
{
    [LoggerMessage(1, LogLevel.Warning, "A batch of {Count} changes failed, and each is tried by itself")]
    public static partial void RetryingApart(this ILogger logger, Exception failure, int count);

    [LoggerMessage(2, LogLevel.Warning, "The database is away, or a lock was held for too long; {Count} changes failed: {Reason}")]
    public static partial void BatchFailed(this ILogger logger, int count, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Somebody holds {Conversations} conversations for long; {Count} changes wait apart for them")]
    public static partial void WaitingApart(this ILogger logger, int conversations, int count);
}
