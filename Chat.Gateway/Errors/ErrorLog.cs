namespace Chat.Gateway.Errors;

/// <summary>What failed requests have to say.</summary>
internal static partial class ErrorLog
{
    [LoggerMessage(1, LogLevel.Error, "A request failed for a reason nobody foresaw")]
    public static partial void Unhandled(this ILogger<ProblemMiddleware> logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A request failed because something behind the gateway did ({Code})")]
    public static partial void Behind(this ILogger<ProblemMiddleware> logger, string code, Exception exception);
}
