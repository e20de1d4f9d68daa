using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Log messages of <see cref="ResourceLogForwarder"/>.</summary>
internal static partial class ResourceLogForwarderLog
{
    [LoggerMessage("{LineNumber}: {LineContent}")]
    public static partial void Line(this ILogger logger, LogLevel level, int lineNumber, string lineContent);
}
