namespace Chat.Conversations.RateLimiting;

/// <summary>What rate limiting logs.</summary>
internal static partial class RateLimitLog
{
    [LoggerMessage(1, LogLevel.Warning, "Redis is away; this replica counts requests by itself: {Reason}")]
    public static partial void CountsAlone(this ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Information, "Redis is back; the replicas count requests together again")]
    public static partial void CountsTogether(this ILogger logger);
}
