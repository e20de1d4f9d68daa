using System.Security.Cryptography;
using System.Text;

namespace Chat.Cli;

/// <summary>Remembers which sources a build saw: the mode, and names, sizes and times of all of them, as one hash.</summary>
internal sealed class BuildStamp(string path)
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "TestResults"];

    public bool Covers(string sources) => File.Exists(path) && File.ReadAllText(path) == sources;

    public void Write(string sources)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, sources);
    }

    public static string Now()
    {
        var list = new StringBuilder(Checkout.IsRestricted ? "restricted\n" : "full\n");
        foreach (var file in Files(new DirectoryInfo(Checkout.Root)))
            list.Append(file.FullName).Append(file.LastWriteTimeUtc.Ticks).Append(file.Length).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())));
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos()
            .Where(one => !one.Name.StartsWith('.') && !Skipped.Contains(one.Name))
            .OrderBy(one => one.Name, StringComparer.Ordinal)
            .SelectMany(one => one switch
            {
                DirectoryInfo { LinkTarget: null } inner => Files(inner),
                FileInfo file => [file],
                _ => [],
            });
}
