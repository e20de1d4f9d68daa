using System.Diagnostics;
using System.Globalization;

namespace Chat.Cli.Hosting;

/// <summary>The AppHost in the background: a session of its own, found again by the process id in .chat/apphost.pid.</summary>
internal static class AppHostProcess
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public static string Log => Path.Combine(Checkout.Logs, "apphost.log");

    private static string PidFile => Path.Combine(Checkout.State, "apphost.pid");

    /// <summary>The session's id, which is the AppHost's process id; null when it does not run.</summary>
    public static int? Running() => Recorded() is { } session && Sessions.Leads(session) ? session : null;

    public static async Task<int> StartAsync()
    {
        if (!OperatingSystem.IsLinux())
            throw new CliException("the background works on Linux only; use: ./chat run");
        if (Directory.Exists(Checkout.Logs))
            Directory.Delete(Checkout.Logs, recursive: true);
        Directory.CreateDirectory(Checkout.Logs);
        // bash opens the log and leaves; setsid keeps the terminal's signals away, so that only the AppHost stops its children.
        // Not sh: Debian's drops variables whose names it cannot use itself, such as Parameters__jwt-signing-key.
        var start = new ProcessStartInfo("setsid", ["bash", "-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", Log, .. Command()]);
        start.Environment["CHAT_STATE_DIR"] = Checkout.State;
        start.Environment.TryAdd("DOTNET_ENVIRONMENT", "Development");
        using var process = Tool.Start(start);
        await File.WriteAllTextAsync(PidFile, $"{process.Id} {Sessions.Boot}");
        await WaitAsync(() => Sessions.Leads(process.Id) || process.HasExited, KillTimeout);
        return process.Id;
    }

    /// <summary>Stops the AppHost, which stops its children; what is left then, or by a crash, is killed.</summary>
    public static async Task StopAsync()
    {
        if (Recorded() is { } session)
        {
            if (Sessions.Leads(session))
                await SignalAsync("TERM", Checkout.IsRestricted ? session : -session);
            await WaitAsync(() => !Sessions.Leads(session), StopTimeout);
            if (Sessions.Members(session) is { Count: > 0 } left)
                await SignalAsync("KILL", [.. left]);
            await WaitAsync(() => Sessions.Members(session).Count == 0, KillTimeout);
        }

        foreach (var file in new[] { PidFile, SystemState.Path, Checkout.EndpointsFile })
            File.Delete(file);
    }

    // The process id means nothing after a restart of the machine, nor when another program got it.
    private static int? Recorded()
    {
        if (!File.Exists(PidFile) || File.ReadAllText(PidFile).Split(' ') is not [var pid, var boot] || boot != Sessions.Boot)
            return null;
        var session = int.Parse(pid, CultureInfo.InvariantCulture);
        return Sessions.Leads(session) && !Sessions.CommandLine(session).Contains("Chat.AppHost", StringComparison.Ordinal)
            ? null
            : session;
    }

    private static string[] Command() => Checkout.IsRestricted
        ? ["dotnet", Checkout.AppHostProgram]
        : ["dotnet", "run", "--no-build", "--project", Checkout.AppHostProject];

    private static async Task SignalAsync(string signal, params int[] targets) => await Tool.CaptureAsync(
        "kill", [$"-{signal}", "--", .. targets.Select(one => one.ToString(CultureInfo.InvariantCulture))], CancellationToken.None);

    private static async Task WaitAsync(Func<bool> done, TimeSpan timeout)
    {
        var watch = Stopwatch.StartNew();
        while (!done() && watch.Elapsed < timeout)
            await Task.Delay(Poll);
    }
}
