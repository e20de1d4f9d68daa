using Chat.Contracts;
using Chat.Contracts.Errors;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Chat.Presence.Errors;

/// <summary>The one place where failures become gRPC statuses, with their detail in a trailer.</summary>
internal sealed class ErrorInterceptor(ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (PresenceException failure)
        {
            if (failure.Detail.Retryable)
                ErrorLog.Unavailable(logger, context.Method, failure.InnerException?.Message);
            throw Translate(failure.Detail);
        }
        catch (Exception failure) when (failure is not RpcException && !context.CancellationToken.IsCancellationRequested)
        {
            ErrorLog.Unexpected(logger, context.Method, failure);
            throw Translate(PresenceException.Unexpected());
        }
    }

    private static RpcException Translate(ErrorDetail detail)
    {
        var trailers = new Metadata { { HeaderNames.ErrorTrailer, detail.ToByteArray() } };
        return new RpcException(new Status(StatusOf(detail.Code), detail.Message), trailers);
    }

    private static StatusCode StatusOf(string code) => code switch
    {
        ErrorCodes.ValidationFailed => StatusCode.InvalidArgument,
        ErrorCodes.PermissionDenied => StatusCode.PermissionDenied,
        ErrorCodes.Unavailable => StatusCode.Unavailable,
        _ => StatusCode.Internal,
    };
}
