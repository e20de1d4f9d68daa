namespace Chat.Gateway.Edge.Throttling;

/// <summary>What throttling logs.</summary>
internal static partial class ThrottlingLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Address} sent {Count} refused tokens within a minute; its bad tokens get 429 for a minute")]
    public static partial void AddressRefused(this ILogger logger, string address, int count);
}
