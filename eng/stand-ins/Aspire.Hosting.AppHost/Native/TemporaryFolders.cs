using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Native;

/// <summary>Folders that live as long as an AppHost; those of dead ones are swept by the next.</summary>
internal static class TemporaryFolders
{
    private const string Prefix = "chat-apphost-";

    // Servers that run under another account must get through to their folder.
    private static string Root =>
        new[] { Path.GetTempPath(), "/tmp" }.FirstOrDefault(IsPassable) ?? Path.GetTempPath();

    public static string Create(UnixFileMode mode)
    {
        Sweep();
        var random = Path.GetRandomFileName()[..8];
        var path = Path.Combine(Root, $"{Prefix}{Environment.ProcessId}-{random}");
        Directory.CreateDirectory(path, mode);
        return path;
    }

    /// <summary>True when every account may pass through the folder and those above it.</summary>
    public static bool IsPassable(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        }

        return true;
    }

    public static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A server that is still ending wrote a last file; the next AppHost sweeps it away.
        }
    }

    private static void Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(Root, $"{Prefix}*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var pid) && !IsAlive(pid))
                Delete(folder);
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
