namespace Chat.Presence.Expiry;

/// <summary>Log messages of <see cref="StaleNodeSweeper"/>.</summary>
internal static partial class SweeperLog
{
    [LoggerMessage(1, LogLevel.Information, "The node {Node} is dead; {Count} connections that it left were removed.")]
    public static partial void Swept(ILogger logger, string node, int count);

    [LoggerMessage(2, LogLevel.Warning, "Dead nodes cannot be looked for now ({Reason}).")]
    public static partial void Postponed(ILogger logger, string? reason);
}
