namespace Chat.Conversations.Generation.Foreign;

/// <summary>What moving other people's tokens logs.</summary>
internal static partial class ForeignTokenLog
{
    [LoggerMessage(1, LogLevel.Warning, "The stream of all jobs cannot be read now, its entries wait: {Reason}")]
    public static partial void ForeignTokensWait(this ILogger<ForeignTokenMover> logger, string reason);
}
