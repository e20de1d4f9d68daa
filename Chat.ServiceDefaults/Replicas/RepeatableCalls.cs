using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>Marks the unary calls that may be made twice, for <see cref="ReplicaHandler"/>.</summary>
internal sealed class RepeatableCalls(RepeatableMethods methods) : Interceptor
{
    /// <summary>Never leaves this process.</summary>
    public const string Mark = "chat-repeatable";

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithMark(request, context));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithMark(request, context));

    private ClientInterceptorContext<TRequest, TResponse> WithMark<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (!methods.Include(context.Method.Name, request))
            return context;

        // A copy: the given metadata may be shared by several calls.
        var headers = new Metadata { { Mark, "1" } };
        foreach (var entry in context.Options.Headers ?? [])
            headers.Add(entry);
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }
}
