namespace Chat.LlmWorker.Generation;

/// <summary>Log messages of <see cref="ModelCall"/>.</summary>
internal static partial class ModelCallLog
{
    [LoggerMessage(1, LogLevel.Warning, "The model failed before its first token ({Reason}: {Message}); next try in {Wait}.")]
    public static partial void TryAgain(ILogger logger, string reason, string message, TimeSpan wait);
}
