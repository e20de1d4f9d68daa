using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Log messages of <see cref="DashboardProcess"/>.</summary>
internal static partial class DashboardProcessLog
{
    [LoggerMessage(LogLevel.Information, "Login to the dashboard at {Url}")]
    public static partial void DashboardStarted(this ILogger logger, string url);

    [LoggerMessage(LogLevel.Debug, "The dashboard ended with exit code {ExitCode}.")]
    public static partial void DashboardEnded(this ILogger logger, int exitCode);
}
