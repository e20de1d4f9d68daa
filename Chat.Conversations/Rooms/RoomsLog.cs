namespace Chat.Conversations.Rooms;

/// <summary>What the rooms door logs.</summary>
internal static partial class RoomsLog
{
    private static readonly Func<ILogger, string, IDisposable?> ClientTrace =
        LoggerMessage.DefineScope<string>("ClientTraceId:{ClientTraceId}");

    public static IDisposable? OfClient(this ILogger logger, string traceId) => ClientTrace(logger, traceId);

    [LoggerMessage(1, LogLevel.Debug, "A typing notice was lost: {Reason}")]
    public static partial void TypingLost(this ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Method} is part of a trace of the client's own")]
    public static partial void TraceNamed(this ILogger logger, string method);
}
