using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.State;

/// <summary>
/// Takes the dashboard's commands from <c>./chat</c>, through a socket in the state folder, which only the folder's owner can
/// reach. A line asks, <c>start conversations</c>; a line answers: empty, or why not.
/// </summary>
internal sealed class CommandSocket(
    StateFolder folder, DistributedApplicationModel model, ResourceCommandService commands, ResourceNotificationService notifications)
    : BackgroundService
{
    public const string FileName = "apphost.sock";

    // The kernel takes no longer paths of sockets.
    private const int LongestPath = 100;

    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private string File => Path.Combine(folder.Path!, FileName);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (File.Length > LongestPath)
            return Task.CompletedTask;
        System.IO.File.Delete(File);
        _listener.Bind(new UnixDomainSocketEndPoint(File));
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _listener.Listen();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            System.IO.File.Delete(File);
        }
    }

    private async Task AnswerAsync(Socket client, CancellationToken stoppingToken)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { AutoFlush = true };
            var asked = await reader.ReadLineAsync(stoppingToken).AsTask().WaitAsync(AskTimeout, stoppingToken);
            await writer.WriteLineAsync(await RunAsync(asked ?? "", stoppingToken));
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or OperationCanceledException)
        {
            // Who asked is gone, or said nothing.
        }
    }

    private async Task<string> RunAsync(string asked, CancellationToken cancellationToken)
    {
        if (asked.Split(' ') is not [var command, var name])
            return "A command and a resource are needed.";
        if (!model.Resources.TryGetByName(name, out var resource))
            return $"there is no '{name}'; one of: {string.Join(", ", model.Resources.OfType<ProjectResource>().Select(r => r.Name))}.";

        // Of several replicas those that take the command now: a start is for those that do not run.
        var takers = notifications.CurrentStates(resource).Where(state => Takes(state, command)).ToList();
        if (takers.Count == 0)
            return $"'{name}' takes no '{command}' now.";
        var results = await Task.WhenAll(
            takers.Select(state => commands.ExecuteCommandAsync(state.ResourceId, command, cancellationToken)));
        return string.Join(" ", results.Where(result => !result.Success).Select(result => result.Message ?? "It failed."))
            .ReplaceLineEndings(" ");
    }

    private static bool Takes(ResourceEvent state, string command) =>
        state.Snapshot.Commands.Any(one => one.Name == command && one.State == ResourceCommandState.Enabled);
}
