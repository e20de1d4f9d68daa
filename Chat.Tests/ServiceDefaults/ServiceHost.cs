using System.Net;
using Chat.ServiceDefaults;
using Chat.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.ServiceDefaults;

/// <summary>A service with nothing but the defaults, listening on a port for HTTP/1.1 and one for gRPC.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServiceHost(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        HttpAddress = new Uri(addresses.First());
        GrpcAddress = new Uri(addresses.Last());
        Http = new HttpClient { BaseAddress = HttpAddress };
    }

    public Uri HttpAddress { get; }

    public Uri GrpcAddress { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ServiceHost> StartAsync(
        TokenFactory tokens,
        CancellationToken cancellationToken,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Authentication:SigningKey", tokens.SigningKey),
            new("Authentication:ServiceKey", tokens.ServiceKey),
        ]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddTokenAuthentication();
        builder.AddServiceTokenAuthentication();
        builder.AddGrpcDefaults();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/user", (HttpContext context) => context.User.ToCaller()).RequireAuthorization();
        app.MapGet("/service", (HttpContext context) => context.User.ToServiceName()).RequireAuthorization(Policies.Service);
        app.MapGet("/either", (HttpContext context) => context.User.IsService()).RequireAuthorization(Policies.UserOrService);
        map?.Invoke(app);
        await app.StartAsync(cancellationToken);
        return new ServiceHost(app);
    }

    public async Task<HttpStatusCode> GetStatusAsync(string path, string? token, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(path, token, cancellationToken);
        return response.StatusCode;
    }

    public async Task<HttpResponseMessage> SendAsync(string path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await Http.SendAsync(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
