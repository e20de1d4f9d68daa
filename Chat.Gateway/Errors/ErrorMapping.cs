using Chat.Contracts;
using Chat.Contracts.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace Chat.Gateway.Errors;

/// <summary>The one place that says which failure an exception is.</summary>
internal static class ErrorMapping
{
    private const string Trailer = HeaderNames.ErrorTrailer;

    public static Failure ToFailure(Exception exception) => exception switch
    {
        ApiException refused => refused.Failure,
        RpcException call => FromCall(call),
        BadHttpRequestException bad => ErrorStatus.FailureOf(bad.StatusCode),
        TimeoutException => new(ErrorCodes.Timeout, "The work did not end in time."),
        OperationCanceledException => new(ErrorCodes.Unavailable, "The work was interrupted."),
        _ => new(ErrorCodes.Internal, "Something went wrong on our side."),
    };

    private static Failure FromCall(RpcException call) =>
        ReadDetail(call.Trailers) is { } detail && ErrorStatus.IsKnown(detail.Code)
            ? FromDetail(detail)
            : FromStatus(call);

    private static Failure FromDetail(ErrorDetail detail) => new(detail.Code, detail.Message)
    {
        Fields = [.. detail.Fields.Select(field => new FieldProblem(field.Field, field.Code, field.Message))],
        Retryable = detail.Retryable,
        RetryAfter = detail.RetryAfterMs > 0 ? TimeSpan.FromMilliseconds(detail.RetryAfterMs) : null,
    };

    /// <summary>A call that failed before one of our services could tell why.</summary>
    private static Failure FromStatus(RpcException call) => call.StatusCode switch
    {
        StatusCode.InvalidArgument => new(ErrorCodes.ValidationFailed, "The request is not valid."),
        StatusCode.Unauthenticated => ErrorStatus.FailureOf(StatusCodes.Status401Unauthorized),
        StatusCode.PermissionDenied => ErrorStatus.FailureOf(StatusCodes.Status403Forbidden),
        StatusCode.NotFound => ErrorStatus.FailureOf(StatusCodes.Status404NotFound),
        StatusCode.DeadlineExceeded => ErrorStatus.FailureOf(StatusCodes.Status504GatewayTimeout),
        StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Aborted => Unavailable,
        // The client's own side failed (no connection, an open circuit): the service never saw the call.
        _ when call.Status.DebugException is not null => Unavailable,
        _ => ErrorStatus.FailureOf(StatusCodes.Status500InternalServerError),
    };

    private static Failure Unavailable => ErrorStatus.FailureOf(StatusCodes.Status503ServiceUnavailable);

    private static ErrorDetail? ReadDetail(Metadata trailers)
    {
        if (trailers.GetValueBytes(Trailer) is not { } bytes)
            return null;
        try
        {
            return ErrorDetail.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            // The status code alone has to do.
            return null;
        }
    }
}
