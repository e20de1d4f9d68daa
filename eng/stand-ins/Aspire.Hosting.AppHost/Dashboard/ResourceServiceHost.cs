using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Serves the dashboard's questions over gRPC, on loopback and for holders of the key only.</summary>
internal sealed class ResourceServiceHost(
    DashboardSettings settings, IServiceProvider services, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private const int MaxMessageSize = 16 * 1024 * 1024;

    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Program is null)
            return;

        _server = CreateServer();
        await _server.StartAsync(cancellationToken);
        settings.ResourceServiceUrl = _server.Urls.First();
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WebApplication CreateServer()
    {
        // Empty: the AppHost's own variables, such as ASPNETCORE_URLS, must not reach this server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddGrpc(grpc => grpc.MaxSendMessageSize = grpc.MaxReceiveMessageSize = MaxMessageSize);
        builder.Services.AddSingleton(_ => ActivatorUtilities.CreateInstance<ResourceService>(services));

        var server = builder.Build();
        server.Use(new ApiKeyGate(settings.Access.ResourceServiceKey).InvokeAsync);
        server.UseRouting();
        server.MapGrpcService<ResourceService>();
        return server;
    }
}
