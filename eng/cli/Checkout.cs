namespace Chat.Cli;

/// <summary>The places of this checkout that the verbs work with.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The git-ignored folder that holds the mode, the running system's state and its logs.</summary>
    public static string State => Path.Combine(Root, ".chat");

    public static string Logs => Path.Combine(State, "logs");

    public static string ModeFile => Path.Combine(State, "mode.props");

    public static string EndpointsFile => Path.Combine(State, "endpoints.json");

    public static string AppHostProject => Path.Combine(Root, "Chat.AppHost", "Chat.AppHost.csproj");

    public static string AppHostProgram => Program("Chat.AppHost");

    public static string TestProject => Path.Combine(Root, "Chat.Tests", "Chat.Tests.csproj");

    public static string TestProgram => Program("Chat.Tests");

    public static string BenchProject => Path.Combine(Root, "bench", "Chat.Bench", "Chat.Bench.csproj");

    public static string BenchProgram => Program(Path.Combine("bench", "Chat.Bench"));

    /// <summary>Debug, unless the environment says otherwise with MSBuild's own variable; measurements want Release.</summary>
    public static string Configuration =>
        Environment.GetEnvironmentVariable("Configuration") is { Length: > 0 } given ? given : "Debug";

    /// <summary>Restricted mode: the stand-ins of eng/ run the AppHost; else Aspire does. Decided as MSBuild does.</summary>
    public static bool IsRestricted => Environment.GetEnvironmentVariable("UseAspirePackages") switch
    {
        null or "" => File.Exists(ModeFile)
            && File.ReadAllText(ModeFile).Contains(">false</UseAspirePackages>", StringComparison.Ordinal),
        var given => given != "true",
    };

    private static string Program(string project) =>
        Path.Combine(Root, project, "bin", Configuration, "net10.0", $"{Path.GetFileName(project)}.dll");

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Chat.sln")))
                return folder;
        throw new CliException($"{AppContext.BaseDirectory} is in no checkout of Chat.");
    }
}
