namespace Chat.Conversations.Generation;

/// <summary>What generations log.</summary>
internal static partial class GenerationLog
{
    [LoggerMessage(1, LogLevel.Warning, "The token stream of job {JobId} could not be closed yet: {Reason}")]
    public static partial void CloseFailed(this ILogger logger, Guid jobId, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Attempt {Attempt} of job {JobId} lost its lease; the job is {State} now")]
    public static partial void TakenOver(this ILogger logger, int attempt, Guid jobId, string state);

    [LoggerMessage(3, LogLevel.Warning, "Job {JobId} could not be taken over yet: {Reason}")]
    public static partial void TakeOverFailed(this ILogger logger, Guid jobId, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Count} jobs were dispatched but not claimed and go out again")]
    public static partial void DispatchedAgain(this ILogger logger, int count);

    [LoggerMessage(5, LogLevel.Warning, "Looking for lost jobs failed: {Reason}")]
    public static partial void SweepFailed(this ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Warning, "{Count} jobs wait for a worker, the oldest for {Oldest}")]
    public static partial void JobsOverdue(this ILogger logger, int count, TimeSpan oldest);

    [LoggerMessage(8, LogLevel.Information, "No job waits too long for a worker any more")]
    public static partial void JobsClaimed(this ILogger logger);

    [LoggerMessage(6, LogLevel.Information, "Submitted job {JobId} in conversation {ConversationId}")]
    public static partial void Submitted(this ILogger logger, string jobId, string conversationId);
}
