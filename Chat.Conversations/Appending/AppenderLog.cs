namespace Chat.Conversations.Appending;

/// <summary>What the appender logs.</summary>
internal static partial class AppenderLog
{
    [LoggerMessage(1, LogLevel.Warning, "A batch of {Count} changes failed and is tried one by one")]
    public static partial void RetryingOneByOne(this ILogger logger, Exception failure, int count);

    [LoggerMessage(2, LogLevel.Warning, "The database is away; a batch of {Count} changes failed: {Reason}")]
    public static partial void BatchFailed(this ILogger logger, int count, string reason);
}
