using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>Turns a spec into what is really executed.</summary>
internal static class CommandLine
{
    // The AppHost's own addresses, profile and environment must not leak into what it starts.
    private static readonly string[] OwnVariables =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE",
        "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
        "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly",
    ];

    private static readonly bool HasWrappers =
        OperatingSystem.IsLinux() && ExecutablePath.Find("setsid") is not null && ExecutablePath.Find("setpriv") is not null;

    public static ProcessStartInfo Create(ProcessSpec spec)
    {
        List<string> command = [.. Wrap(spec), spec.FileName, .. spec.Arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };

        foreach (var name in OwnVariables)
            start.Environment.Remove(name);
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>
    /// A session of its own keeps Ctrl-C of the terminal away (the AppHost stops its children in order), and setpriv
    /// asks the kernel to end the child when the AppHost dies. Both replace themselves by the program: the pid stays.
    /// </summary>
    private static IEnumerable<string> Wrap(ProcessSpec spec)
    {
        if (!HasWrappers)
        {
            return spec.RunAs is null
                ? []
                : throw new DistributedApplicationException($"setsid and setpriv are needed to run as '{spec.RunAs}'.");
        }

        IEnumerable<string> account = spec.RunAs is { } user
            ? ["--reuid", user, "--regid", user, "--init-groups"]
            : [];
        return ["setsid", "setpriv", .. account, "--pdeathsig", NameOf(spec.ParentDeathSignal), "--"];
    }

    private static string NameOf(Signal signal) => signal switch
    {
        Signal.Interrupt => "INT",
        Signal.Quit => "QUIT",
        Signal.Terminate => "TERM",
        _ => "KILL",
    };
}
