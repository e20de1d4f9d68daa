using Chat.Contracts.Conversations.V1;

namespace Chat.LlmWorker.Generation;

/// <summary>Log messages of an attempt's course.</summary>
internal static partial class AttemptLog
{
    [LoggerMessage(1, LogLevel.Information, "Job {JobId} is claimed as attempt {Attempt}.")]
    public static partial void Claimed(ILogger logger, Guid jobId, int attempt);

    [LoggerMessage(2, LogLevel.Information, "Attempt {Attempt} of job {JobId} ended: {End}, after {Duration}.")]
    public static partial void Ended(ILogger logger, Guid jobId, int attempt, string end, TimeSpan duration);

    [LoggerMessage(3, LogLevel.Warning, "Attempt {Attempt} of job {JobId} failed ({Reason}): {Outcome}.")]
    public static partial void Failed(ILogger logger, Guid jobId, int attempt, string reason, EndOutcome outcome);

    [LoggerMessage(4, LogLevel.Warning,
        "The failure of attempt {Attempt} of job {JobId} ({Reason}) could not be reported; its lease will run out.")]
    public static partial void FailureUnreported(
        ILogger logger, Guid jobId, int attempt, string reason, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "The model failed job {JobId} in attempt {Attempt}: {Message}")]
    public static partial void ModelFailed(ILogger logger, Guid jobId, int attempt, string message);

    [LoggerMessage(6, LogLevel.Error, "Attempt {Attempt} of job {JobId} broke off unexpectedly.")]
    public static partial void Broken(ILogger logger, Guid jobId, int attempt, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "Job {JobId} could not be claimed ({Status}); it is tried again.")]
    public static partial void ClaimFailed(ILogger logger, Guid jobId, Grpc.Core.StatusCode status);

    [LoggerMessage(8, LogLevel.Debug, "Job {JobId} was not claimed: {Outcome}.")]
    public static partial void NotClaimed(ILogger logger, Guid jobId, ClaimOutcome outcome);

    [LoggerMessage(9, LogLevel.Warning,
        "The partial answer of attempt {Attempt} of the cancelled job {JobId} could not be stored.")]
    public static partial void CancelUnreported(ILogger logger, Guid jobId, int attempt, Exception exception);
}
