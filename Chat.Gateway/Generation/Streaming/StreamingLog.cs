namespace Chat.Gateway.Generation.Streaming;

/// <summary>What following token streams has to say.</summary>
internal static partial class StreamingLog
{
    [LoggerMessage(1, LogLevel.Warning, "Cannot read the token stream of job {JobId}; trying again until it works")]
    public static partial void RedisUnreachable(this ILogger<JobStream> logger, Guid jobId, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Reading the token stream of job {JobId} again")]
    public static partial void RedisBack(this ILogger<JobStream> logger, Guid jobId);

    [LoggerMessage(3, LogLevel.Information, "The events of job {JobId} became one snapshot of {Bytes} bytes")]
    public static partial void Collapsed(this ILogger<JobStream> logger, Guid jobId, int bytes);

    [LoggerMessage(4, LogLevel.Debug, "Could not end the subscription of job {JobId}")]
    public static partial void StopListeningFailed(this ILogger<JobStream> logger, Guid jobId, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "The reader of job {JobId}'s token stream failed")]
    public static partial void ReaderFailed(this ILogger<JobStream> logger, Guid jobId, Exception exception);

    [LoggerMessage(6, LogLevel.Debug, "Could not ask for job {JobId} while its stream is silent: {Status}")]
    public static partial void JobCheckFailed(this ILogger<AnswerFeed> logger, Guid jobId, string status);

    [LoggerMessage(7, LogLevel.Information, "Ended the stream of job {JobId} from its record ({State}): the token stream has no end")]
    public static partial void EndedFromRecord(this ILogger<AnswerFeed> logger, Guid jobId, string state);

    [LoggerMessage(8, LogLevel.Information, "Ended the stream of job {JobId}: the caller may no longer read it ({Reason})")]
    public static partial void AccessEnded(this ILogger<AnswerFeed> logger, Guid jobId, string reason);

    [LoggerMessage(10, LogLevel.Debug, "Could not listen to the conversation of job {JobId}; asking now and then instead")]
    public static partial void HearingFailed(this ILogger<AnswerFeed> logger, Guid jobId, Exception exception);

    [LoggerMessage(11, LogLevel.Debug, "Could not end the subscription of conversation {ConversationId}")]
    public static partial void StopHearingFailed(this ILogger<Departures> logger, Guid conversationId, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "A conversation's channel carried something that is no log entry")]
    public static partial void ForeignEntry(this ILogger<Departures> logger, Exception exception);

    [LoggerMessage(9, LogLevel.Debug, "Could not listen to the appends of job {JobId}")]
    public static partial void ListenFailed(this ILogger<JobStream> logger, Guid jobId, Exception exception);
}
