using System.Buffers;
using System.Net.Sockets;

namespace Aspire.Hosting.Networking;

/// <summary>Copies bytes both ways between two sockets until both sides are done.</summary>
internal static class SocketRelay
{
    private const int BufferSize = 32 * 1024;

    public static async Task RunAsync(Socket client, Socket server, CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        var up = CopyAsync(client, server, cancellationToken);
        var down = CopyAsync(server, client, cancellationToken);
        await Task.WhenAll(up, down);
    }

    private static async Task CopyAsync(Socket source, Socket target, CancellationToken cancellationToken)
    {
        try
        {
            while (await CopyOnceAsync(source, target, cancellationToken))
            {
                // Each turn waits for bytes and passes them on.
            }

            target.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            // One broken direction ends the connection for both.
            source.Dispose();
            target.Dispose();
        }
    }

    private static async ValueTask<bool> CopyOnceAsync(Socket source, Socket target, CancellationToken cancellationToken)
    {
        // An empty read waits for bytes without holding a buffer: idle connections stay cheap.
        await source.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var count = await source.ReceiveAsync(buffer.AsMemory(0, BufferSize), cancellationToken);
            for (var sent = 0; sent < count;)
                sent += await target.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
            return count > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
