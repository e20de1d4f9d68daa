using System.Net;
using System.Net.Sockets;
using Chat.ServiceDefaults;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>Whom a request is counted for: the user of its valid token, else the address that it comes from.</summary>
internal static class CallerName
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext http)
    {
        if (http.User.Identity?.IsAuthenticated != true)
            return AddressOf(http);
        var caller = http.User.ToCaller();
        return $"{caller.Tenant}/{caller.Type}/{caller.Id}";
    }

    /// <summary>Of IPv6 the network, as whoever has one address of it has them all.</summary>
    public static string AddressOf(HttpContext http) => AddressOf(http.Connection.RemoteIpAddress);

    /// <inheritdoc cref="AddressOf(HttpContext)"/>
    public static string AddressOf(IPAddress? remote) => remote switch
    {
        { IsIPv4MappedToIPv6: true } mapped => $"address/{mapped.MapToIPv4()}",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"address/{NetworkOf(address)}",
        var address => $"address/{address}",
    };

    private static string NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/{NetworkBytes * 8}";
    }
}
