namespace Chat.Presence.Online;

/// <summary>The scripts that change and read presence in one step each; see the files for their keys and answers.</summary>
internal static class PresenceScripts
{
    private static readonly string Living = Read("living");

    public static string Register { get; } = Living + Read("register");

    public static string Unregister { get; } = Living + Read("unregister");

    public static string Heartbeat { get; } = Living + Read("heartbeat");

    public static string Count { get; } = Living + Read("count");

    public static string List { get; } = Living + Read("list");

    public static string Sweep { get; } = Living + Read("sweep");

    private static string Read(string name)
    {
        using var stream = typeof(PresenceScripts).Assembly.GetManifestResourceStream($"{name}.lua")
            ?? throw new InvalidOperationException($"{name}.lua is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
