namespace Chat.LlmWorker.Publishing;

/// <summary>Log messages of <see cref="TokenStreamWriter"/>.</summary>
internal static partial class TokenStreamLog
{
    [LoggerMessage(1, LogLevel.Warning,
        "The token stream of job {JobId} could not be written ({Reason}); the answer goes on without it.")]
    public static partial void WriteFailed(ILogger logger, Guid jobId, string reason);

    [LoggerMessage(2, LogLevel.Information, "The token stream of job {JobId} takes nothing more from attempt {Attempt}.")]
    public static partial void Refused(ILogger logger, Guid jobId, int attempt);

    [LoggerMessage(3, LogLevel.Warning,
        "The last entry of the token stream of job {JobId} could not be written; readers find the end in the job.")]
    public static partial void Unfinished(ILogger logger, Guid jobId);

    [LoggerMessage(4, LogLevel.Information, "The token stream of job {JobId} can be written again.")]
    public static partial void WrittenAgain(ILogger logger, Guid jobId);
}
