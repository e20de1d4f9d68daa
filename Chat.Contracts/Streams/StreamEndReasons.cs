namespace Chat.Contracts.Streams;

/// <summary>
/// Why a reader's event stream ends before its answer does: the <c>reason</c> of the event named <see cref="EventName"/>,
/// which has no id and is the last thing that is sent.
/// </summary>
public static class StreamEndReasons
{
    /// <summary>The name of the event.</summary>
    public const string EventName = "end";

    /// <summary>The token ran out; come back with a new one.</summary>
    public const string TokenExpired = "token_expired";

    /// <summary>The reader does not take part in the conversation any more, or it was deleted.</summary>
    public const string AccessEnded = "access_ended";
}
