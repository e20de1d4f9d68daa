namespace Chat.Conversations.Projections;

/// <summary>What projecting logs.</summary>
internal static partial class ProjectionsLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Count} log entries did not reach the rooms in Redis; they are written anew: {Reason}")]
    public static partial void ProjectionLeft(this ILogger logger, int count, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Count} rooms in Redis could not be written anew; it is tried again: {Reason}")]
    public static partial void RebuildFailed(this ILogger logger, int count, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Count} rooms in Redis could not be written anew; ./chat redis rebuild does it by hand")]
    public static partial void RebuildGivenUp(this ILogger logger, Exception failure, int count);

    [LoggerMessage(4, LogLevel.Information, "Redis did not hold all rooms; {Count} were written anew")]
    public static partial void RoomsWritten(this ILogger logger, long count);

    [LoggerMessage(5, LogLevel.Warning, "Redis may not hold the rooms and they could not be written; it is tried again: {Reason}")]
    public static partial void AllRoomsLeft(this ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Error, "The room {ConversationId} could not be written to Redis")]
    public static partial void RoomNotWritten(this ILogger logger, Exception failure, Guid conversationId);
}
