namespace Chat.Conversations.Appending;

/// <summary>What the appender logs.</summary>
internal static partial class AppenderLog
{
    [LoggerMessage(1, LogLevel.Warning, "A batch of {Count} changes failed and is tried in {Parts} parts")]
    public static partial void RetryingApart(this ILogger logger, Exception failure, int count, int parts);

    [LoggerMessage(2, LogLevel.Warning, "The database is away, or a lock was held for too long; {Count} changes failed: {Reason}")]
    public static partial void BatchFailed(this ILogger logger, int count, string reason);
}
