using System.Text.Json;

namespace Chat.Feed;

/// <summary>Builds the feed that a manifest describes, unless the cache already holds it.</summary>
internal sealed class FeedBuilder(FeedCache cache, byte[] manifestContent)
{
    private readonly FeedManifest manifest = FeedManifest.Load(manifestContent);

    private string Stamp => $"{typeof(FeedBuilder).Assembly.GetName().Version}-{Hash.Sha256(manifestContent)}";

    /// <summary>Makes sure of the feed; tells whether it had to be built.</summary>
    public bool Ensure()
    {
        if (IsCurrent())
            return false;
        using var guard = cache.Enter();
        if (IsCurrent())
            return false;
        cache.RemoveLeftovers();
        try
        {
            Build();
        }
        finally
        {
            cache.RemoveLeftovers();
        }

        return true;
    }

    private bool IsCurrent() => ReadLock() is { } found && found.Stamp == Stamp
        && Directory.Exists(cache.Feed) && File.Exists(Path.Combine(found.Managed, "aspire-managed"));

    private void Build()
    {
        var aspire = new AspireBundle(cache, manifest.AspireCli);
        aspire.Ensure();
        var work = cache.NewTemporaryFolder();
        LockedPackage[] packages =
            [.. Assemblies(aspire).Concat(Natives()).Select(package => PackageFile.Write(package, work))];
        File.Delete(cache.LockFile);
        cache.Publish(work, cache.Feed);
        ForgetRestored(packages);
        WriteLock(new FeedLock(Stamp, aspire.Managed, Inputs(aspire), packages));
    }

    private IEnumerable<PackageContent> Assemblies(AspireBundle aspire)
    {
        var bundle = new SingleFileBundle(aspire.Executable);
        var libraries = new BundledLibraries(bundle.Read("aspire-managed.deps.json"));
        var source = $"{manifest.AspireCli.Package} {manifest.AspireCli.Version}";
        foreach (var entry in manifest.Assemblies)
        {
            var library = libraries.Find(entry.Id, entry.Version);
            yield return new PackageContent(entry.Id, entry.Version, source, library.Path, bundle.Read(library.FileName))
            {
                TargetFramework = library.TargetFramework,
                FrameworkReference = entry.Framework,
                Dependencies = library.Dependencies,
            };
        }
    }

    private IEnumerable<PackageContent> Natives()
    {
        foreach (var entry in manifest.Natives)
        {
            if (!File.Exists(entry.File))
                throw new FeedException($"{entry.File} is missing; install it with: apt-get install {entry.DebianPackage}");
            var version = Tool.Run("dpkg-query", ["-W", "-f", "${Version}", entry.DebianPackage]).Trim();
            var source = $"Debian {entry.DebianPackage} {version}";
            yield return new PackageContent(entry.Id, entry.Version, source, entry.Path, File.ReadAllBytes(entry.File));
        }
    }

    private LockedInput[] Inputs(AspireBundle aspire) =>
    [
        new($"{manifest.AspireCli.Package} {manifest.AspireCli.Version} aspire-managed", Hash.Sha256OfFile(aspire.Executable)),
        .. manifest.Natives.Select(entry => new LockedInput(entry.File, Hash.Sha256OfFile(entry.File))),
    ];

    // NuGet never looks again at a version it has restored: what differs must go from its folder.
    private void ForgetRestored(LockedPackage[] packages)
    {
        foreach (var package in packages)
        {
            var id = package.Id.ToLowerInvariant();
            var restored = Path.Combine(cache.Packages, id, package.Version);
            var file = Path.Combine(restored, $"{id}.{package.Version}.nupkg");
            if (Directory.Exists(restored) && (!File.Exists(file) || Hash.Sha256OfFile(file) != package.Sha256))
                Directory.Delete(restored, recursive: true);
        }
    }

    private FeedLock? ReadLock()
    {
        try
        {
            return JsonSerializer.Deserialize<FeedLock>(File.ReadAllBytes(cache.LockFile), FeedManifest.Json);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private void WriteLock(FeedLock content)
    {
        var temporary = $"{cache.LockFile}.tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(content, FeedManifest.Json));
        File.Move(temporary, cache.LockFile, overwrite: true);
    }
}
