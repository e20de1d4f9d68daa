namespace Chat.ServiceDefaults.Replicas;

/// <summary>What a failure below HTTP says about the call: whether it can have been executed.</summary>
internal static class TransportFailure
{
    private const long ProtocolError = 1;
    private const long RefusedStream = 7;

    /// <summary>
    /// Also the cancellation of an attempt that is not its caller's (connecting took too long), and a connection that was
    /// replaced in the moment that it was picked.
    /// </summary>
    public static bool Is(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException;

    /// <summary>An error of one stream leaves its connection whole; a peer that answers no ping is a protocol error.</summary>
    public static bool BreaksConnection(Exception failure) =>
        ErrorOf(failure) is null or { ErrorCode: ProtocolError };

    /// <summary>Whether gRPC makes the right status of it: it takes the loss of a connection for an internal error otherwise.</summary>
    public static bool IsKnownToGrpc(Exception failure) =>
        failure is HttpRequestException && (ErrorOf(failure) is null || !BreaksConnection(failure));

    public static bool MayRepeat(Exception failure, bool repeatable) =>
        WasNotExecuted(failure) || (repeatable && BreaksConnection(failure));

    private static bool WasNotExecuted(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError } => true,
        OperationCanceledException or ObjectDisposedException => true,
        _ => ErrorOf(failure) is { ErrorCode: RefusedStream },
    };

    private static HttpProtocolException? ErrorOf(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is HttpProtocolException error)
                return error;
        return null;
    }
}
