using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Log messages of <see cref="ResourceNotificationService"/>.</summary>
internal static partial class ResourceNotificationServiceLog
{
    [LoggerMessage(LogLevel.Debug, "Resource {ResourceId} changed state: {Before} -> {After}")]
    public static partial void StateChanged(this ILogger logger, string resourceId, string? before, string after);
}
