using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Native;

/// <summary>Folders that live as long as an AppHost; those of dead ones are swept by the next.</summary>
internal static class TemporaryFolders
{
    private const string Prefix = "chat-apphost-";

    public static string Create(UnixFileMode mode)
    {
        Sweep();
        var random = Path.GetRandomFileName()[..8];
        var path = Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{random}");
        Directory.CreateDirectory(path, mode);
        return path;
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
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}*"))
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
