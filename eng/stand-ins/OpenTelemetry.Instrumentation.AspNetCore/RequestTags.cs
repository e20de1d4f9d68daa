using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>Names a request's span and describes it; never by its query, in which a token may stand.</summary>
internal static class RequestTags
{
    public static void Set(Activity span, HttpContext context)
    {
        var request = context.Request;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var status = context.Response.StatusCode;

        span.DisplayName = route is null ? request.Method : $"{request.Method} {route}";
        span.SetTag("http.request.method", request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag("url.path", request.Path.Value);
        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("server.address", request.Host.Host);
        span.SetTag("network.protocol.version", request.Protocol.Split('/')[^1]);
        if (status < StatusCodes.Status500InternalServerError)
            return;

        span.SetTag("error.type", $"{status}");
        span.SetStatus(ActivityStatusCode.Error);
    }
}
