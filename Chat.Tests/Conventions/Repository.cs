using System.Reflection;

namespace Chat.Tests.Conventions;

/// <summary>The checked-out sources, as the rules see them: build output and downloaded things left out.</summary>
internal static class Repository
{
    private static readonly string[] s_skipped =
        [".git", ".chat", ".vs", ".idea", "bin", "obj", "node_modules", "TestResults"];

    /// <summary>Projects whose code runs in production.</summary>
    public static readonly string[] Services =
        ["Chat.Gateway", "Chat.Conversations", "Chat.LlmWorker", "Chat.PresenceService"];

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>Paths of all source files, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. List(Root).Order(StringComparer.Ordinal)];

    /// <summary>Every C# file of the projects and of <c>eng/</c>.</summary>
    public static IReadOnlyList<SourceFile> CSharp { get; } =
        [.. Paths.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(SourceFile.Load)];

    public static IEnumerable<SourceFile> Production =>
        CSharp.Where(file => !file.IsIn("Chat.Tests") && !file.IsIn("eng"));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> List(string folder)
    {
        var files = Directory.EnumerateFiles(folder)
            .Where(file => !s_skipped.Contains(Path.GetFileName(file)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));
        var below = Directory.EnumerateDirectories(folder)
            .Where(child => !s_skipped.Contains(Path.GetFileName(child)))
            .SelectMany(List);
        return files.Concat(below);
    }
}
