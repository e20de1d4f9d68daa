using Chat.Contracts;
using Chat.Contracts.Errors;
using Chat.Conversations.Storage;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Chat.Conversations.Errors;

/// <summary>
/// The one place where a failure becomes a gRPC status: the code and the fields travel in the trailer
/// <c>chat-error-bin</c>, what we did not expect is logged once and told without internals.
/// </summary>
internal sealed class ErrorInterceptor(TimeProvider time, ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        UnreadMessages.MarkRead(context.GetHttpContext());
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            throw Translate(failure, context);
        }
    }

    private RpcException Translate(Exception failure, ServerCallContext context)
    {
        if (failure is OperationCanceledException && context.CancellationToken.IsCancellationRequested
            && context.Deadline > time.GetUtcNow().UtcDateTime)
            return new RpcException(new Status(StatusCode.Cancelled, "The caller left."));

        var error = ErrorOf(failure, context);
        Log(failure, error, context);
        return new RpcException(new Status(StatusCodes.Of(error), error.Message), Trailers(error));
    }

    private static ChatError ErrorOf(Exception failure, ServerCallContext context) => failure switch
    {
        ChatException { Error: var error } => error,
        // The deadline passed, or else we are stopping.
        OperationCanceledException => context.CancellationToken.IsCancellationRequested
            ? ChatError.Timeout
            : ChatError.Unavailable,
        _ when StorageFailure.IsOutage(failure) => ChatError.Unavailable,
        _ => ChatError.Internal,
    };

    private void Log(Exception failure, ChatError error, ServerCallContext context)
    {
        if (error == ChatError.Internal)
            logger.CallFailed(failure, context.Method);
        else if (error.Retryable && failure is not ChatException)
            logger.CallUnavailable(context.Method, error.Code, failure.Message);
        else
            logger.CallRefused(context.Method, error.Code);
    }

    private static Metadata Trailers(ChatError error)
    {
        var detail = new ErrorDetail
        {
            Code = error.Code,
            Message = error.Message,
            Retryable = error.Retryable,
            RetryAfterMs = (long)(error.RetryAfter?.TotalMilliseconds ?? 0),
        };
        detail.Fields.AddRange(error.Fields);
        return new Metadata { { HeaderNames.ErrorTrailer, detail.ToByteArray() } };
    }
}
