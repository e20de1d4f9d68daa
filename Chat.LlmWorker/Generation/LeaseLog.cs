using Grpc.Core;

namespace Chat.LlmWorker.Generation;

/// <summary>Log messages of <see cref="Lease"/>.</summary>
internal static partial class LeaseLog
{
    [LoggerMessage(1, LogLevel.Warning, "The lease of job {JobId} could not be renewed ({Status}); it is tried every second.")]
    public static partial void RenewFailed(ILogger logger, Guid jobId, StatusCode status);

    [LoggerMessage(2, LogLevel.Information, "Attempt {Attempt} of job {JobId} has to stop: {End}.")]
    public static partial void Ended(ILogger logger, Guid jobId, int attempt, LeaseEnd end);
}
