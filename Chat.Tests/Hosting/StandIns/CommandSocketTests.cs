using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Hosting.StandIns;

/// <summary>Commands that <c>./chat</c> gives a running AppHost.</summary>
public sealed class CommandSocketTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("chat-state-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_BringsAKilledServiceBack()
    {
        await using var app = await StartAsync();
        var first = await PidAsync(app, other: 0);
        await using var logs = new ResourceLogs();
        await new Chat.Tests.Infrastructure.Faults(app, logs).KillAsync("service", Cancel);

        Assert.Equal("", await AskAsync("start service"));

        Assert.NotEqual(first, await PidAsync(app, other: first));
    }

    [Theory]
    [InlineData("start service", "takes no 'start' now")]
    [InlineData("start nobody", "there is no 'nobody'")]
    [InlineData("start", "are needed")]
    public async Task Command_ThatCannotBeDone_IsRefusedWithTheReason(string command, string reason)
    {
        await using var app = await StartAsync();
        await PidAsync(app, other: 0);

        Assert.Contains(reason, await AskAsync(command), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private async Task<DistributedApplication> StartAsync()
    {
        var builder = ModelEnvironment.NewBuilder("--CHAT_STATE_DIR", _state);
        builder.AddExecutable("service", "sleep", ".", "600");
        var app = builder.Build();
        await app.StartAsync(Cancel);
        return app;
    }

    private static async Task<int> PidAsync(DistributedApplication app, int other)
    {
        var running = await app.ResourceNotifications.WaitForResourceAsync(
            "service", change => change.Snapshot.State?.Text == KnownResourceStates.Running && PidOf(change) != other, Cancel);
        return PidOf(running);
    }

    private static int PidOf(ResourceEvent change) => Convert.ToInt32(
        change.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value ?? 0,
        CultureInfo.InvariantCulture);

    private async Task<string?> AskAsync(string command)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_state, "apphost.sock")), Cancel);
        await using var stream = new NetworkStream(socket);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync(command.AsMemory(), Cancel);
        return await reader.ReadLineAsync(Cancel);
    }
}
