namespace Chat.Cli.Testing;

/// <summary>The JavaScript clients that some tests drive, restored by npm when their lock file is newer.</summary>
internal static class NodeTools
{
    private static string Folder => Path.Combine(Checkout.Root, "Chat.Tests", "Node");

    public static async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Folder, "package.json")) || IsCurrent())
            return;
        Console.WriteLine("chat: restoring the test clients with npm.");
        var (exitCode, output) = await Tool.CaptureAsync(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--prefix", Folder, "--no-audit", "--no-fund"], cancellationToken);
        if (exitCode != 0)
            throw new CliException($"npm ci failed in {Folder}: {output}");
    }

    // npm writes this record last, so it is there only after a whole restore.
    private static bool IsCurrent()
    {
        var record = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        return record.Exists && record.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
    }
}
