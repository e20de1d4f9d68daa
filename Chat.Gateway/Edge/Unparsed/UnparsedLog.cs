namespace Chat.Gateway.Edge.Unparsed;

/// <summary>What requests that could not be read have to say.</summary>
internal static partial class UnparsedLog
{
    [LoggerMessage(1, LogLevel.Debug, "A request could not be read and was answered with {Status}; its trace id is {ClientTraceId}")]
    public static partial void Unparsed(this ILogger logger, int status, string clientTraceId);
}
