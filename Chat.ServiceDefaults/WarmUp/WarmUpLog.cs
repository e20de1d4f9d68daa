using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.WarmUp;

/// <summary>What warming up logs.</summary>
internal static partial class WarmUpLog
{
    [LoggerMessage(1, LogLevel.Information, "Connected and warm after {Duration}")]
    public static partial void Ready(ILogger logger, TimeSpan duration);

    [LoggerMessage(2, LogLevel.Debug, "{Step} could not be done yet: {Reason}")]
    public static partial void Failed(ILogger logger, string step, string reason);
}
