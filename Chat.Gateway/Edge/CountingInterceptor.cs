using Chat.Contracts;
using Chat.ServiceDefaults;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Chat.Gateway.Edge;

/// <summary>
/// Lets a client's request count once, however many calls it needs, and takes what a call says about rate limits to the
/// request's answer.
/// </summary>
internal sealed class CountingInterceptor(IHttpContextAccessor http, ServiceTokenSource tokens) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (http.HttpContext is not { } current)
            return continuation(request, context);
        var call = continuation(request, current.IsCounted() ? AsCounted(context) : context);
        return new AsyncUnaryCall<TResponse>(
            KeepAsync(call, current), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
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

    /// <summary>The last of several calls that says something knows best.</summary>
    private static void Keep(Metadata trailers, HttpContext current)
    {
        if (RateHeaders.Read(trailers) is not { } rate)
            return;
        current.SetCounted();
        if (!current.Response.HasStarted)
            rate.WriteTo(current.Response.Headers);
    }

    private ClientInterceptorContext<TRequest, TResponse> AsCounted<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        // A copy: the given metadata may be shared by several calls.
        var headers = new Metadata { { HeaderNames.CountedBy, tokens.GetToken() } };
        foreach (var entry in context.Options.Headers ?? [])
            headers.Add(entry);
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }
}
