namespace Chat.Conversations.Messages.Window;

/// <summary>
/// The scripts that read and write a window, and pages that are repeated, in one step each; see the files for their keys
/// and answers.
/// </summary>
internal static class WindowScripts
{
    public static string Read { get; } = Load("window-read");

    public static string Fill { get; } = Load("window-fill");

    public static string PagesRead { get; } = Load("pages-read");

    public static string PagesKeep { get; } = Load("pages-keep");

    public static string PagesChange { get; } = Load("pages-change");

    private static string Load(string name)
    {
        using var stream = typeof(WindowScripts).Assembly.GetManifestResourceStream($"{name}.lua")
            ?? throw new InvalidOperationException($"{name}.lua is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
