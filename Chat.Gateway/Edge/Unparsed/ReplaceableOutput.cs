using System.Buffers;
using System.IO.Pipelines;

namespace Chat.Gateway.Edge.Unparsed;

/// <summary>A connection's output whose last answer can be replaced: what the server writes after that is dropped.</summary>
internal sealed class ReplaceableOutput(PipeWriter inner) : PipeWriter
{
    private byte[]? replacement;
    private byte[] dropped = [];

    /// <summary>It is the connection's last answer, and goes out with the server's next step.</summary>
    public void Replace(byte[] answer)
    {
        if (replacement is not null)
            return;
        inner.Write(answer);
        replacement = answer;
    }

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => replacement is null ? inner.GetMemory(sizeHint) : Dropped(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) =>
        replacement is null ? inner.GetSpan(sizeHint) : Dropped(sizeHint).AsSpan();

    public override void Advance(int bytes)
    {
        if (replacement is null)
            inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private byte[] Dropped(int sizeHint) => dropped.Length > sizeHint ? dropped : dropped = new byte[Math.Max(sizeHint + 1, 4096)];
}

/// <summary>A connection's transport with another output.</summary>
internal sealed class ReplaceableTransport(PipeReader input, PipeWriter output) : IDuplexPipe
{
    public PipeReader Input => input;

    public PipeWriter Output => output;
}
