using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Networking;

/// <summary>Opens the listening sockets of a public port.</summary>
internal static class ProxyListeners
{
    private const int Backlog = 1024;
    private const int Attempts = 20;

    /// <summary>Listens on a given or a free port; "localhost" means both loopback addresses.</summary>
    public static IReadOnlyList<Socket> Open(string host, int? port)
    {
        if (port is { } fixedPort)
            return TryOpen(host, fixedPort) ?? throw new DistributedApplicationException(
                $"Port {fixedPort} is in use. End what listens there or choose another port.");

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryOpen(host, PortAllocator.Next()) is { } listeners)
                return listeners;
        }

        throw new DistributedApplicationException("No free port is left.");
    }

    private static List<Socket>? TryOpen(string host, int port)
    {
        var listeners = new List<Socket>();
        foreach (var address in AddressesOf(host))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;

            try
            {
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen(Backlog);
                listeners.Add(socket);
            }
            catch (SocketException exception)
            {
                socket.Dispose();

                // A machine without IPv6 still has its IPv4 loopback.
                if (exception.SocketErrorCode == SocketError.AddressNotAvailable && listeners.Count > 0)
                    continue;

                listeners.ForEach(l => l.Dispose());
                return null;
            }
        }

        return listeners;
    }

    private static IPAddress[] AddressesOf(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var given))
            return [given];
        if (host != "localhost")
            return [IPAddress.Any];
        return Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];
    }
}
