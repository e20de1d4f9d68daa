using System.Globalization;

namespace Chat.Cli.Hosting;

/// <summary>Which processes belong to a session, read from /proc: all that the AppHost started, unless they left it.</summary>
internal static class Sessions
{
    /// <summary>Names the time since the machine started.</summary>
    public static string Boot => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    public static bool Leads(int session) => SessionOf(session) == session;

    public static IReadOnlyList<int> Members(int session) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && SessionOf(pid) == session),
    ];

    public static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    // The line is: pid (name) state parent group session …; the name may hold spaces and parentheses.
    private static int? SessionOf(int pid)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{pid}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : int.Parse(fields[3], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
