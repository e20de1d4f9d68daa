using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Log messages of <see cref="ResourceCommandService"/>.</summary>
internal static partial class ResourceCommandServiceLog
{
    [LoggerMessage(LogLevel.Information, "Executing command '{CommandName}'.")]
    public static partial void CommandStarts(this ILogger logger, string commandName);

    [LoggerMessage(LogLevel.Error, "Command '{CommandName}' failed")]
    public static partial void CommandFailed(this ILogger logger, Exception exception, string commandName);
}
