using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>Log messages of <see cref="ResourceReadiness"/>.</summary>
internal static partial class ResourceReadinessLog
{
    [LoggerMessage(LogLevel.Error, "What follows the readiness of '{Resource}' failed.")]
    public static partial void ReadyHandlerFailed(this ILogger logger, Exception exception, string resource);
}
