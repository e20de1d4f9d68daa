namespace Chat.Presence.Errors;

/// <summary>Log messages of <see cref="ErrorInterceptor"/>.</summary>
internal static partial class ErrorLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Method} failed because Redis could not be reached ({Reason}).")]
    public static partial void Unavailable(ILogger logger, string method, string? reason);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed unexpectedly.")]
    public static partial void Unexpected(ILogger logger, string method, Exception exception);
}
