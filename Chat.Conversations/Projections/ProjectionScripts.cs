namespace Chat.Conversations.Projections;

/// <summary>The scripts that change keys in one step each; see the files for what they take.</summary>
internal static class ProjectionScripts
{
    public static string Miss { get; } = Load("miss");

    public static string ForgetMissed { get; } = Load("forget-missed");

    public static string Type { get; } = Load("type");

    public static string TypeLate { get; } = Load("type-late");

    private static string Load(string name)
    {
        using var stream = typeof(ProjectionScripts).Assembly.GetManifestResourceStream($"{name}.lua")
            ?? throw new InvalidOperationException($"{name}.lua is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
