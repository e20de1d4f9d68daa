using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Native;

/// <summary>Log messages of <see cref="NativeServerLauncher"/>.</summary>
internal static partial class NativeServerLauncherLog
{
    [LoggerMessage(LogLevel.Information, "Data folder: {Folder} ({Lifetime})")]
    public static partial void Uses(this ILogger logger, string folder, string lifetime);
}
