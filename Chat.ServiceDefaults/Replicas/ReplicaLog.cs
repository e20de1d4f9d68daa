using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>What calling replicas logs.</summary>
internal static partial class ReplicaLog
{
    [LoggerMessage(1, LogLevel.Warning, "Gave up a connection to {Address}: {Reason}")]
    public static partial void ConnectionLost(this ILogger logger, string address, string reason);
}
