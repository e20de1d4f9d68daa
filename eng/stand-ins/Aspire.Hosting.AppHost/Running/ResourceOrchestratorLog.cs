using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Log messages of <see cref="ResourceOrchestrator"/>.</summary>
internal static partial class ResourceOrchestratorLog
{
    [LoggerMessage(LogLevel.Information, "Distributed application started with {Count} resources. Press Ctrl+C to shut down.")]
    public static partial void Started(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "Resource '{Resource}' gets no address: {Reason}")]
    public static partial void CannotAllocate(this ILogger logger, string resource, string reason);

    [LoggerMessage(LogLevel.Error, "Resource '{Resource}' could not be brought up.")]
    public static partial void BringUpFailed(this ILogger logger, Exception exception, string resource);

    [LoggerMessage(LogLevel.Error, "Resource '{ResourceId}' failed to start: {Reason}")]
    public static partial void StartFailed(this ILogger logger, string resourceId, string reason);

    [LoggerMessage(LogLevel.Warning, "Resource '{Resource}' is not available here: {Reason}")]
    public static partial void Unavailable(this ILogger logger, string resource, string reason);
}
