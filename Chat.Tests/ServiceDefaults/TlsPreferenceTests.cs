using System.Net;
using System.Net.Sockets;
using Chat.Contracts.Presence.V1;
using Chat.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Client = Chat.Contracts.Presence.V1.PresenceService.PresenceServiceClient;

namespace Chat.Tests.ServiceDefaults;

/// <summary>Clients find services that a deployment announces with https.</summary>
public sealed class TlsPreferenceTests
{
    /// <summary>With it a TLS connection begins.</summary>
    private const byte Handshake = 0x16;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https", Handshake)]
    [InlineData("http", (byte)'P')]
    public async Task Client_SpeaksTheSchemeOfTheAnnouncedAddress(string scheme, byte first)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["services:shop:grpc:0"] = $"{scheme}://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
        builder.AddServiceDefaults();
        builder.AddGrpcServiceClient<Client>("http://_grpc.shop");
        using var host = builder.Build();

        using var call = host.Services.GetRequiredService<Client>().GetOnlineAsync(new GetOnlineRequest(), cancellationToken: Cancel);
        using var connection = await listener.AcceptTcpClientAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        var bytes = new byte[1];
        await connection.GetStream().ReadExactlyAsync(bytes, Cancel);

        Assert.Equal(first, bytes[0]);
    }
}
