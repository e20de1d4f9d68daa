using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Postgres;

/// <summary>Finds the PostgreSQL programs, which Debian keeps off the PATH.</summary>
internal static class PostgresPrograms
{
    private static readonly string[] VersionRoots = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

    public static string? Find(string program) => ExecutablePath.Find(program, null, Folders());

    private static IEnumerable<string> Folders() =>
        VersionRoots.Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .OrderByDescending(folder => folder, StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "bin"));
}
