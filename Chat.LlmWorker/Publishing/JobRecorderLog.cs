using Grpc.Core;

namespace Chat.LlmWorker.Publishing;

/// <summary>Log messages of <see cref="JobRecorder"/>.</summary>
internal static partial class JobRecorderLog
{
    [LoggerMessage(1, LogLevel.Warning,
        "Conversations did not take the end of a job ({Status}); it is sent again in {Delay}.")]
    public static partial void EndDelayed(ILogger logger, StatusCode status, TimeSpan delay);
}
