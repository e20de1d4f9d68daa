using System.Net;
using System.Net.Sockets;

namespace Chat.Tests.ServiceDefaults;

/// <summary>
/// Stands between a client and a server as a balancer does. It can lose all answers on the connections that are open, as a
/// replica that freezes does, or break them; new ones are whole again.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _accepting;
    private CancellationTokenSource _answers = new();
    private CancellationTokenSource _whole = new();

    public Relay(Uri server)
    {
        _server = server.Port;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");

    public Task SilenceAsync() => Interlocked.Exchange(ref _answers, new CancellationTokenSource()).CancelAsync();

    public Task BreakAsync() => Interlocked.Exchange(ref _whole, new CancellationTokenSource()).CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await BreakAsync();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            var serving = new List<Task>();
            while (!_stop.IsCancellationRequested)
                serving.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token), _answers.Token, _whole.Token));
            await Task.WhenAll(serving);
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken answers, CancellationToken whole)
    {
        using var ours = client;
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, _server, whole);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(answers, whole);
        var back = CopyAsync(server, client, both.Token);
        await CopyAsync(client, server, whole);
        await back;
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
                await to.SendAsync(buffer.AsMemory(0, count), cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Lost on purpose, or left by the client.
        }
    }
}
