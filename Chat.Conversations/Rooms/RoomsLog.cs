namespace Chat.Conversations.Rooms;

/// <summary>What the rooms door logs.</summary>
internal static partial class RoomsLog
{
    [LoggerMessage(1, LogLevel.Debug, "A typing notice was lost: {Reason}")]
    public static partial void TypingLost(this ILogger logger, string reason);
}
