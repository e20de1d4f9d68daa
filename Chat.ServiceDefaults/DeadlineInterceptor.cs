using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults;

/// <summary>Gives every unary call a deadline; streams may last.</summary>
internal sealed class DeadlineInterceptor(IOptions<GrpcClientOptions> options) : Interceptor
{
    private readonly TimeSpan _deadline = options.Value.Deadline;

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDeadline(context));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDeadline(context));

    private ClientInterceptorContext<TRequest, TResponse> WithDeadline<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (context.Options.Deadline is not null)
            return context;

        // gRPC itself measures by the system's clock, so no other would do.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + _deadline;
        return new(context.Method, context.Host, context.Options.WithDeadline(deadline));
    }
}
