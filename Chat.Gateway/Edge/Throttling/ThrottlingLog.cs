namespace Chat.Gateway.Edge.Throttling;

/// <summary>What throttling logs.</summary>
internal static partial class ThrottlingLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Address} sent {Count} refused tokens within a minute; its bad tokens get 429 for a minute")]
    public static partial void AddressRefused(this ILogger logger, string address, int count);

    [LoggerMessage(2, LogLevel.Warning,
        "{Address} was refused {Count} times within a minute without a valid token; what is refused of it gets 429 for a minute")]
    public static partial void AddressRefusedOften(this ILogger logger, string address, int count);

    [LoggerMessage(3, LogLevel.Debug, "A refused request was not counted: {Reason}")]
    public static partial void RefusalNotCounted(this ILogger logger, string reason);
}
