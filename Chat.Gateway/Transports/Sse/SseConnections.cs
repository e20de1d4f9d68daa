using Microsoft.Extensions.Options;

namespace Chat.Gateway.Transports.Sse;

/// <summary>Makes the event stream response of a request.</summary>
internal sealed class SseConnections(
    IOptions<SseOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SseConnection> logger)
{
    /// <summary>It ends with the request or, at once, with the node, so that clients resume on another.</summary>
    public SseConnection Create(HttpContext context) =>
        new(
            context,
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping),
            options.Value,
            time,
            logger);
}
