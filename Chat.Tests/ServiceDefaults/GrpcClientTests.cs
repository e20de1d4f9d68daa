using Chat.Contracts.Presence.V1;
using Chat.ServiceDefaults;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Client = Chat.Contracts.Presence.V1.PresenceService.PresenceServiceClient;

namespace Chat.Tests.ServiceDefaults;

/// <summary>Clients find the service, carry the right token, keep to their deadline and repeat only what they may.</summary>
public sealed class GrpcClientTests : IAsyncLifetime
{
    private const string Address = "http://_grpc.recorder";

    private readonly TokenFactory _tokens = TokenFactory.WithRandomKeys();
    private readonly CallRecorder _recorder = new();
    private ServiceHost _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServiceHost.StartAsync(
        _tokens,
        Cancellation,
        builder => builder.Services.AddSingleton(_recorder),
        app => app.MapGrpcService<CallRecorder>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task ServiceToken_IsSentAndAccepted()
    {
        using var host = BuildCaller(client => client.AddServiceToken());

        await host.Services.GetRequiredService<Client>().HeartbeatAsync(new HeartbeatRequest(), cancellationToken: Cancellation);

        Assert.Equal(["service Chat.Sample"], _recorder.Callers);
    }

    [Fact]
    public async Task ForwardedToken_IsTheCurrentCallers_UnlessTheCallNamesOne()
    {
        await using var gateway = await ServiceHost.StartAsync(
            _tokens,
            Cancellation,
            builder =>
            {
                builder.Configuration["services:recorder:grpc:0"] = _server.GrpcAddress.ToString();
                builder.AddGrpcServiceClient<Client>(Address).AddForwardedToken();
            },
            app => app.MapGet("/forward", async (Client client) =>
                (await client.GetOnlineAsync(new GetOnlineRequest())).CalculateSize()).RequireAuthorization());

        using var response = await gateway.SendAsync("/forward", _tokens.User("ann"), Cancellation);
        await gateway.Services.GetRequiredService<Client>().GetOnlineAsync(
            new GetOnlineRequest(), ForwardedToken.Headers(_tokens.User("bob")), cancellationToken: Cancellation);

        Assert.Equal(StatusCodes.Status200OK, (int)response.StatusCode);
        Assert.Equal(["user ann", "user bob"], _recorder.Callers);
    }

    [Fact]
    public async Task CallWithoutToken_IsUnauthenticated()
    {
        using var host = BuildCaller(client => client);

        var call = () => host.Services.GetRequiredService<Client>()
            .GetOnlineAsync(new GetOnlineRequest(), cancellationToken: Cancellation).ResponseAsync;

        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
    }

    [Fact]
    public async Task UnaryCall_ThatTakesLong_IsNotRepeated_AndHasADeadline()
    {
        _recorder.Hang = true;
        using var host = BuildCaller(
            client => client.AddServiceToken(),
            ("GrpcClients:Deadline", "00:00:02"), ("GrpcClients:Patience", "00:00:00.100"));

        var call = () => host.Services.GetRequiredService<Client>()
            .HeartbeatAsync(new HeartbeatRequest(), cancellationToken: Cancellation).ResponseAsync;

        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
        // Its replica lives and is slow: asking it again would not make it faster.
        Assert.Equal(1, _recorder.Calls);
    }

    [Fact]
    public async Task Unavailable_IsRepeatedOnlyForWhatTheProtoSaysMayBe()
    {
        _recorder.UnavailableCalls = 2;
        using var host = BuildCaller(client => client.AddServiceToken());
        var client = host.Services.GetRequiredService<Client>();

        await client.GetOnlineAsync(new GetOnlineRequest(), cancellationToken: Cancellation);
        Assert.Equal(3, _recorder.Calls);

        _recorder.UnavailableCalls = 4;
        await Assert.ThrowsAsync<RpcException>(
            () => client.RegisterAsync(new RegisterRequest(), cancellationToken: Cancellation).ResponseAsync);
        Assert.Equal(4, _recorder.Calls);
    }

    private IHost BuildCaller(
        Func<IHttpClientBuilder, IHttpClientBuilder> equip, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "Chat.Sample" });
        builder.Configuration["services:recorder:grpc:0"] = _server.GrpcAddress.ToString();
        builder.Configuration["Authentication:ServiceKey"] = _tokens.ServiceKey;
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        equip(builder.AddGrpcServiceClient<Client>(Address));
        return builder.Build();
    }
}
