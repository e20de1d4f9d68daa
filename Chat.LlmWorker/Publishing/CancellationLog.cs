namespace Chat.LlmWorker.Publishing;

/// <summary>Log messages of <see cref="CancellationSignals"/>.</summary>
internal static partial class CancellationLog
{
    [LoggerMessage(1, LogLevel.Warning,
        "The channel of cancelled jobs could not be subscribed ({Reason}); cancels are noticed by the lease until then.")]
    public static partial void SubscribeFailed(ILogger logger, string reason);
}
