using System.IO.Compression;
using System.Xml.Linq;

namespace Chat.Feed;

/// <summary>Writes a package file (nupkg), byte for byte the same for the same content.</summary>
internal static class PackageFile
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private static readonly DateTimeOffset FixedTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static LockedPackage Write(PackageContent package, string folder)
    {
        var path = Path.Combine(folder, $"{package.Id}.{package.Version}.nupkg");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add(archive, $"{package.Id}.nuspec", stream => Describe(package).Save(stream));
            Add(archive, package.Path, stream => stream.Write(package.File));
        }

        return new LockedPackage(package.Id, package.Version, package.Source, Hash.Sha256OfFile(path));
    }

    private static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = FixedTime;
        using var stream = entry.Open();
        write(stream);
    }

    private static XDocument Describe(PackageContent package)
    {
        var metadata = new XElement(Nuspec + "metadata",
            new XElement(Nuspec + "id", package.Id),
            new XElement(Nuspec + "version", package.Version),
            new XElement(Nuspec + "authors", "repacked"),
            new XElement(Nuspec + "description", $"Repacked from {package.Source} for a machine whose source lacks it."),
            new XElement(Nuspec + "dependencies", DependencyGroup(package)));
        if (package.FrameworkReference is { } reference)
            metadata.Add(FrameworkReferences(package.TargetFramework!, reference));
        return new XDocument(new XElement(Nuspec + "package", metadata));
    }

    private static XElement DependencyGroup(PackageContent package) =>
        new(Nuspec + "group",
            package.TargetFramework is { } framework ? new XAttribute("targetFramework", framework) : null,
            package.Dependencies.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one =>
                new XElement(Nuspec + "dependency", new XAttribute("id", one.Key), new XAttribute("version", one.Value))));

    private static XElement FrameworkReferences(string framework, string reference) =>
        new(Nuspec + "frameworkReferences",
            new XElement(Nuspec + "group", new XAttribute("targetFramework", framework),
                new XElement(Nuspec + "frameworkReference", new XAttribute("name", reference))));
}
