using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chat.Gateway.Edge.Throttling;
using Chat.Gateway.Errors;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using ListenOptions = Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions;

namespace Chat.Gateway.Edge.Unparsed;

/// <summary>
/// Gives a problem to requests that the server refuses while it still reads them, like one with <c>%00</c> in its path or
/// with too many headers: they never reach the pipeline, and the server's own answer is empty.
/// </summary>
/// <remarks>Where the server itself speaks TLS or HTTP/2 its empty answer stays: what it writes is not readable here.</remarks>
internal sealed class UnparsedRequests(
    DiagnosticListener diagnostics, ProblemBodies bodies, Refusals refusals, ILogger<UnparsedRequests> logger)
    : IObserver<KeyValuePair<string, object?>>
{
    private const string Event = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>Lets the answers of an endpoint's connections be replaced.</summary>
    public static void Follow(ListenOptions endpoint) => endpoint.Use((connection, next) =>
    {
        var output = new ReplaceableOutput(connection.Transport.Output);
        connection.Transport = new ReplaceableTransport(connection.Transport.Input, output);
        connection.Features.Set(output);
        return next();
    });

    /// <summary>Hears from now on what the server refuses.</summary>
    public void Listen() => diagnostics.Subscribe(this, name => name == Event);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: Event, Value: IFeatureCollection features }
            || features.Get<IBadRequestExceptionFeature>()?.Error is not BadHttpRequestException refused
            || features.Get<IHttpResponseFeature>() is { HasStarted: true }
            || features.Get<ITlsConnectionFeature>() is not null
            || features.Get<ReplaceableOutput>() is not { } output)
            return;
        var request = features.Get<IHttpRequestFeature>();
        if (request?.Protocol is not ("HTTP/2" or "HTTP/3"))
            output.Replace(Answer(Counted(refused, features), request?.RawTarget));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>Nobody is known yet but the address.</summary>
    private Failure Counted(BadHttpRequestException refused, IFeatureCollection features) =>
        refusals.TooManyFor(CallerName.AddressOf(features.Get<IHttpConnectionFeature>()?.RemoteIpAddress)) is { } wait
            ? Refusals.TooMany(wait)
            : ErrorStatus.FailureOf(refused.StatusCode);

    private byte[] Answer(Failure failure, string? target)
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        logger.Unparsed(failure.Status, traceId);
        // As it was sent: it may be what cannot be decoded.
        var path = new PathString(target is { Length: > 0 } && target[0] == '/' ? target.Split('?', 2)[0] : "/");
        var body = Encoding.UTF8.GetBytes(bodies.Of(failure, path, traceId).ToJsonString());
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {failure.Status} {ReasonPhrases.GetReasonPhrase(failure.Status)}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Type: {Problem.MediaType}\r\nContent-Length: {body.Length}\r\n")
            .Append(CultureInfo.InvariantCulture, $"{TraceIds.Header}: {traceId}\r\nX-Content-Type-Options: nosniff\r\n");
        if (failure.RetryAfter is { } wait)
            head.Append(CultureInfo.InvariantCulture, $"Retry-After: {Math.Ceiling(wait.TotalSeconds)}\r\n");
        head.Append("Cache-Control: no-store\r\nConnection: close\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }
}
