using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Chat.Conversations.Rooms;

/// <summary>
/// Puts the trace id that older clients choose themselves (metadata <c>x-trace-id</c>, like <c>chat-1755000000000</c>)
/// beside our own into everything that is logged for the call, which is a line at least.
/// </summary>
internal sealed class TraceNameInterceptor(ILogger<TraceNameInterceptor> logger) : Interceptor
{
    private const string Header = "x-trace-id";
    private const int MostCharacters = 100;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (context.RequestHeaders.GetValue(Header) is not { Length: > 0 and <= MostCharacters } name)
            return await continuation(request, context);
        using var scope = logger.OfClient(name);
        logger.TraceNamed(context.Method);
        return await continuation(request, context);
    }
}
