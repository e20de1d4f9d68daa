using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Gateway.Transports.Sse;

/// <summary>
/// One event stream response: its headers, its writes with their time limit, and its heartbeat.
/// It is used by one caller at a time.
/// </summary>
internal sealed class SseConnection(
    HttpContext context,
    CancellationTokenSource ending,
    SseOptions options,
    TimeProvider time,
    ILogger<SseConnection> logger) : IDisposable
{
    private long lastWrite;

    /// <summary>Cancelled when the client left or the node stops.</summary>
    public CancellationToken Ending => ending.Token;

    public bool HasStarted => context.Response.HasStarted;

    /// <summary>How long the connection may stay silent from now on.</summary>
    public TimeSpan UntilHeartbeat => options.Heartbeat - time.GetElapsedTime(lastWrite);

    /// <summary>Sends the headers and a first comment at once: fetch() resolves only when they arrive.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return WriteAsync([SseFrame.Opening(options.Retry)], cancellationToken);
    }

    public Task SendHeartbeatIfDueAsync(CancellationToken cancellationToken) =>
        UntilHeartbeat > TimeSpan.Zero ? Task.CompletedTask : WriteAsync([SseFrame.Heartbeat], cancellationToken);

    /// <summary>Writes and flushes; a client that does not take the bytes in time is closed, and may resume.</summary>
    public async Task WriteAsync(IEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken)
    {
        var writer = context.Response.BodyWriter;
        foreach (var frame in frames)
            writer.Write(frame.Span);

        using var limit = new CancellationTokenSource(options.WriteTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await writer.FlushAsync(either.Token);
        }
        finally
        {
            CloseIfLate(limit.IsCancellationRequested);
        }

        // The server swallows the cancellation of a flush and aborts the connection instead.
        either.Token.ThrowIfCancellationRequested();
        lastWrite = time.GetTimestamp();
    }

    public void Dispose() => ending.Dispose();

    private void CloseIfLate(bool late)
    {
        if (!late)
            return;
        logger.ClientTooSlow(options.WriteTimeout);
        context.Abort();
    }
}
