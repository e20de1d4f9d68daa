namespace Chat.Conversations.Dispatching;

/// <summary>What dispatching logs.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(1, LogLevel.Warning, "Kafka did not take {Count} jobs, they are tried again")]
    public static partial void NotDelivered(this ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "Dispatching {Count} jobs failed, they are tried again: {Reason}")]
    public static partial void DispatchFailed(this ILogger logger, int count, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Looking for undispatched jobs failed: {Reason}")]
    public static partial void PollFailed(this ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Jobs could not be admitted yet: {Reason}")]
    public static partial void AdmitFailed(this ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Debug, "Kafka did not take job {JobId}: {Reason}")]
    public static partial void RecordRefused(this ILogger logger, Guid jobId, string reason);
}
