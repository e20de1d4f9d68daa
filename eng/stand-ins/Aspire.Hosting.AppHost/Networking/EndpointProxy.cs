using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.Networking;

/// <summary>Listens on the public port of an endpoint and gives each connection to one of its live processes.</summary>
internal sealed class EndpointProxy : IAsyncDisposable
{
    private readonly IReadOnlyList<Socket> _listeners;
    private readonly IReadOnlyList<ResourceInstance> _instances;
    private readonly string _endpointName;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public EndpointProxy(
        IReadOnlyList<Socket> listeners, IReadOnlyList<ResourceInstance> instances, string endpointName)
    {
        _listeners = listeners;
        _instances = instances;
        _endpointName = endpointName;
        _accepting = Task.WhenAll(listeners.Select(AcceptAsync));
    }

    public int Port => ((IPEndPoint)_listeners[0].LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var listener in _listeners)
            listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(_stopping.Token);
                _ = ServeAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client gave up before it was accepted.
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            using var server = await ConnectAsync();
            if (server is not null)
                await SocketRelay.RunAsync(client, server, _stopping.Token);
        }
    }

    /// <summary>Tries the live processes in random order; one that still starts refuses and the next is tried.</summary>
    private async Task<Socket?> ConnectAsync()
    {
        var targets = _instances.Where(i => i.IsAlive).Select(i => i.Ports.Find(_endpointName)).OfType<int>().ToArray();
        Random.Shared.Shuffle(targets);
        foreach (var port in targets)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, _stopping.Token);
                return socket;
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }

        return null;
    }
}
