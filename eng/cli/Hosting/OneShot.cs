using System.Diagnostics;

namespace Chat.Cli.Hosting;

/// <summary>Runs a one-shot mode of Conversations on the stores of the running system.</summary>
internal static class OneShot
{
    private const string Prefix = "ConnectionStrings__";

    public static async Task<int> RunAsync(string mode, CancellationToken cancellationToken)
    {
        var connections = Connections();
        if (connections.Count == 0)
            throw new CliException(
                $"no store is known; start the system with ./chat up, or set {Prefix}chatdb and {Prefix}redis.");
        var project = Path.Combine(Checkout.Root, "Chat.Conversations");
        var start = new ProcessStartInfo("dotnet", ["run", "--no-build", "--no-launch-profile", "--project", project, "--", mode]);
        foreach (var (name, value) in connections)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new CliException("dotnet did not start.");
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>The stores' connection strings as variables: each the environment's, else the running system's.</summary>
    public static Dictionary<string, string> Connections()
    {
        var connections = OfRunningSystem();
        foreach (var (name, value) in Given()) connections[name] = value;
        return connections;
    }

    private static Dictionary<string, string> Given() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .Where(one => ((string)one.Key).StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(one => (string)one.Key, one => (string)one.Value!);

    /// <summary>What the running service was started with; only in restricted mode, where it is our own process.</summary>
    private static Dictionary<string, string> OfRunningSystem()
    {
        var pid = SystemState.Read()?.Resources.FirstOrDefault(one => one is { Name: "conversations", Pid: not null })?.Pid;
        var file = $"/proc/{pid}/environ";
        return pid is null || !File.Exists(file)
            ? []
            : File.ReadAllText(file).Split('\0')
                .Where(one => one.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(one => one.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
