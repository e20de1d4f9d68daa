namespace Chat.Conversations.Errors;

/// <summary>What the error interceptor logs.</summary>
internal static partial class ErrorLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} failed unexpectedly")]
    public static partial void CallFailed(this ILogger logger, Exception failure, string method);

    [LoggerMessage(2, LogLevel.Warning, "{Method} could not be served now ({Code}): {Reason}")]
    public static partial void CallUnavailable(this ILogger logger, string method, string code, string reason);

    [LoggerMessage(3, LogLevel.Debug, "{Method} was refused: {Code}")]
    public static partial void CallRefused(this ILogger logger, string method, string code);
}
