namespace Chat.Gateway.Transports.Sse;

/// <summary>What event stream responses have to say.</summary>
internal static partial class SseLog
{
    [LoggerMessage(1, LogLevel.Information, "Closed an event stream: the client took no bytes for {Limit}")]
    public static partial void ClientTooSlow(this ILogger<SseConnection> logger, TimeSpan limit);
}
