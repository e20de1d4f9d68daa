using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Chat.Gateway.Edge;

/// <summary>Takes from each call what it says about rate limits to the answer of the request it was made for.</summary>
internal sealed class RateHeadersInterceptor(IHttpContextAccessor http) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return http.HttpContext is { } current
            ? new AsyncUnaryCall<TResponse>(
                KeepAsync(call, current), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose)
            : call;
    }

    private static async Task<TResponse> KeepAsync<TResponse>(AsyncUnaryCall<TResponse> call, HttpContext current)
    {
        try
        {
            var response = await call.ResponseAsync;
            Keep(call.GetTrailers(), current);
            return response;
        }
        catch (RpcException e)
        {
            Keep(e.Trailers, current);
            throw;
        }
    }

    /// <summary>A request may need several calls; the last one knows best.</summary>
    private static void Keep(Metadata trailers, HttpContext current)
    {
        if (RateHeaders.Read(trailers) is { } rate && !current.Response.HasStarted)
            rate.WriteTo(current.Response.Headers);
    }
}
