using Chat.Contracts.Conversations.V1;
using Chat.ServiceDefaults;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Client = Chat.Contracts.Conversations.V1.MessageChangeService.MessageChangeServiceClient;

namespace Chat.Tests.ServiceDefaults;

/// <summary>Calls leave a replica that is lost, but only if they may be made twice.</summary>
[Trait("Requirement", "ERR-05")]
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly SendRecorder _recorder = new();
    private ServiceHost _server = null!;
    private Relay _relay = null!;
    private IHost _caller = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServiceHost.StartAsync(
            TokenFactory.WithRandomKeys(),
            Cancellation,
            builder => builder.Services.AddSingleton(_recorder),
            app => app.MapGrpcService<SendRecorder>());
        _relay = new Relay(_server.GrpcAddress);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "Chat.Sample" });
        builder.Configuration["services:recorder:grpc:0"] = _relay.Address.ToString();
        builder.Configuration["GrpcClients:Deadline"] = "00:00:04";
        // The pings would end what the probes shall.
        builder.Configuration["GrpcClients:KeepAlivePingDelay"] = "00:01:00";
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddGrpcServiceClient<Client>("http://_grpc.recorder");
        _caller = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _relay.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task CallWithAKey_LeavesASilentConnection()
    {
        _recorder.BeforeFirstAnswer = _relay.SilenceAsync;

        await SendAsync("key").WaitAsync(TimeSpan.FromSeconds(5), Cancellation);

        Assert.Equal(["key", "key"], _recorder.Sent);
    }

    [Fact]
    public async Task CallWithoutAKey_StaysOnASilentConnection()
    {
        _recorder.BeforeFirstAnswer = _relay.SilenceAsync;

        var failure = await Assert.ThrowsAsync<RpcException>(() => SendAsync(""));
        await SendAsync("next");

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(["", "next"], _recorder.Sent);
    }

    [Fact]
    public async Task CallWithAKey_GoesElsewhere_WhenItsConnectionBreaks()
    {
        _recorder.BeforeFirstAnswer = _relay.BreakAsync;

        await SendAsync("key");

        Assert.Equal(["key", "key"], _recorder.Sent);
    }

    [Fact]
    public async Task CallWithoutAKey_Fails_WhenItsConnectionBreaks()
    {
        _recorder.BeforeFirstAnswer = _relay.BreakAsync;

        var failure = await Assert.ThrowsAsync<RpcException>(() => SendAsync(""));
        await SendAsync("next");

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal(["", "next"], _recorder.Sent);
    }

    [Fact]
    public async Task CallsAfterASilence_DoNotWaitForTheOtherConnectionsThatWereLost()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SendAsync($"before {i}")));
        _recorder.BeforeFirstAnswer = _relay.SilenceAsync;
        await SendAsync("first");

        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 20; i++)
            await SendAsync($"after {i}");

        // Each lost connection that took a call would cost a second and a half.
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(1.4));
    }

    private Task<SendMessageResponse> SendAsync(string key) => _caller.Services.GetRequiredService<Client>()
        .SendAsync(new SendMessageRequest { Content = key, ClientId = key }, cancellationToken: Cancellation).ResponseAsync;
}
