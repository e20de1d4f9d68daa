using System.Net.Sockets;

namespace Chat.Cli.Hosting;

/// <summary>Asks the AppHost in the background for what its dashboard offers too: start, stop and restart a resource.</summary>
internal static class ResourceCommands
{
    private static string SocketFile => Path.Combine(Checkout.State, "apphost.sock");

    /// <summary>Returns when it is done; the resource may still be coming up.</summary>
    public static async Task RunAsync(string command, string resource, CancellationToken cancellationToken)
    {
        if (!Checkout.IsRestricted)
            throw new CliException($"in full mode the dashboard does it, or: aspire resource {resource} {command}");
        if (AppHostProcess.Running() is null)
            throw new CliException("nothing runs; start it with: ./chat up");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketFile), cancellationToken);
        }
        catch (SocketException)
        {
            throw new CliException($"the AppHost takes no commands at {SocketFile}; see {AppHostProcess.Log}");
        }

        await using var stream = new NetworkStream(socket);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync($"{command} {resource}".AsMemory(), cancellationToken);
        if (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } refusal)
            throw new CliException(refusal);
    }
}
