using Chat.Gateway.Errors;

namespace Chat.Gateway.Edge;

/// <summary>The headers of every answer: what browsers must not do with it, and its trace id.</summary>
internal static class ResponseHeaders
{
    public static IApplicationBuilder UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers[TraceIds.Header] = context.GetTraceId();
        return next(context);
    });
}
