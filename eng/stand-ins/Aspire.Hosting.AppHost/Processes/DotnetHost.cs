namespace Aspire.Hosting.Processes;

/// <summary>Finds the dotnet program.</summary>
internal static class DotnetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } given)
            return given;
        if (Environment.ProcessPath is { } own && System.IO.Path.GetFileNameWithoutExtension(own) == "dotnet")
            return own;

        var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        var underRoot = root is null ? null : System.IO.Path.Combine(root, "dotnet");
        return underRoot is not null && File.Exists(underRoot)
            ? underRoot
            : ExecutablePath.Find("dotnet") ?? "dotnet";
    }
}
