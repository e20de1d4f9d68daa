using System.Formats.Tar;
using System.IO.Compression;

namespace Chat.Feed;

/// <summary>Fetches the Aspire CLI from npm and keeps what it unpacks: the dashboard with its .NET assemblies.</summary>
internal sealed class AspireBundle(FeedCache cache, AspireCliSource source)
{
    public string Managed => Path.Combine(cache.AspireBundle(source.Version), "managed");

    public string Executable => Path.Combine(Managed, "aspire-managed");

    public void Ensure()
    {
        if (File.Exists(Executable))
            return;
        Console.WriteLine($"Feed: fetching {source.Package} {source.Version} (127 MB, once).");
        var work = cache.NewTemporaryFolder();
        var cli = Unpack(Fetch(work), work);
        cache.Publish(UnpackManaged(cli, work), cache.AspireBundle(source.Version));
        Directory.Delete(work, recursive: true);
    }

    private string Fetch(string work)
    {
        Tool.Run("npm", ["pack", "--silent", "--pack-destination", work, $"{source.Package}@{source.Version}"]);
        var archive = Directory.GetFiles(work, "*.tgz").Single();
        var integrity = Hash.NpmIntegrity(archive);
        return integrity == source.Integrity
            ? archive
            : throw new FeedException(
                $"{source.Package} {source.Version} has integrity {integrity}, feed.json expects {source.Integrity}; "
                + "check your npm source.");
    }

    private static string Unpack(string archive, string work)
    {
        using var content = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        var folder = Directory.CreateDirectory(Path.Combine(work, "npm")).FullName;
        TarFile.ExtractToDirectory(content, folder, overwriteFiles: false);
        var cli = Path.Combine(folder, "package", "bin", "aspire");
        File.SetUnixFileMode(cli, File.GetUnixFileMode(cli) | UnixFileMode.UserExecute);
        return cli;
    }

    // 'setup' unpacks beside the CLI; what else it writes goes into a home folder of its own, so the user's stays as it was.
    private static string UnpackManaged(string cli, string work)
    {
        var home = Directory.CreateDirectory(Path.Combine(work, "home")).FullName;
        Tool.Run(cli, ["setup", "--force", "--non-interactive", "--nologo"], start =>
        {
            start.WorkingDirectory = home;
            start.Environment["HOME"] = home;
            start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true";
            start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true";
        });
        var versions = Path.Combine(Path.GetDirectoryName(cli)!, "..", "versions");
        var managed = Directory.EnumerateDirectories(versions).Select(folder => Path.Combine(folder, "managed"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "aspire-managed")))
            ?? throw new FeedException($"the Aspire CLI unpacked no 'managed' folder under {versions}.");
        var kept = Directory.CreateDirectory(Path.Combine(work, "kept")).FullName;
        Directory.Move(managed, Path.Combine(kept, "managed"));
        return kept;
    }
}
