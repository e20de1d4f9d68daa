using System.Globalization;

namespace Chat.Tests.Infrastructure;

/// <summary>A process with all that it started: a host may run a service as the child of a wrapper.</summary>
internal static class ProcessTree
{
    /// <summary>The process first, then its children and theirs.</summary>
    public static IReadOnlyList<int> Of(int root)
    {
        var children = Parents().ToLookup(pair => pair.Parent, pair => pair.Id);
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
            tree.AddRange(children[tree[i]]);
        return tree;
    }

    /// <summary>What the kernel says a process does: <c>S</c> sleeps, <c>T</c> is stopped; null when it is gone.</summary>
    public static string? StateOf(int pid) => Stat(pid) is [var state, ..] ? state : null;

    private static IEnumerable<(int Id, int Parent)> Parents() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
        let pid = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)
        let stat = Stat(pid)
        where stat is not null
        select (pid, int.Parse(stat[1], CultureInfo.InvariantCulture));

    // The line is: pid (name) state parent …; the name may hold spaces and parentheses.
    private static string[]? Stat(int pid)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{pid}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
