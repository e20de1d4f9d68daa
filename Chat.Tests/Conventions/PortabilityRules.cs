using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Chat.Tests.Conventions;

/// <summary>The sources say nothing about one machine or one mirror, and every version stands in one place.</summary>
[Trait("Category", "Conventions")]
public sealed partial class PortabilityRules
{
    /// <summary>Folders that any machine has; paths below them are named in documents.</summary>
    private static readonly string[] s_common = ["/", "/tmp", "/home", "/usr", "/opt", "/var", "/srv", "/mnt", "/Users"];

    private static readonly string[] s_binary = [".png", ".ico", ".gz", ".zip", ".woff2", ".jpg"];

    [Fact]
    public void Files_NameNoMachinePath() => Rule.Holds(Texts().SelectMany(file => Machine(file, Here())));

    [Fact]
    public void Files_NameNoRegistry() => Rule.Holds(Texts().SelectMany(file => Matches(Registry(), file)));

    [Fact]
    public void LockFiles_CarryNoDownloadAddress() =>
        Rule.Holds(Texts().Where(file => file.Path.EndsWith("package-lock.json", StringComparison.Ordinal)).SelectMany(Addresses));

    [Fact]
    public void Versions_StandInDirectoryPackages() =>
        Rule.Holds(Texts().Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal)).SelectMany(Pinned));

    [Fact]
    public void Portability_Reports()
    {
        string[] paths = ["/" + "home/ann/chat", "C:" + "\\Users\\ann", "/" + "data/build/chat"];

        Assert.All(paths, path => Assert.NotEmpty(Machine(("a.md", $"see {path}/x"), ["/data/build/"])));
        Assert.NotEmpty(Matches(Registry(), ("a.json", "https://" + "registry.npmjs.org/x.tgz")));
        Assert.NotEmpty(Matches(Registry(), ("nuget.config", "http://" + "mirror.example/nuget/v3/index.json")));
        Assert.NotEmpty(Addresses(("package-lock.json", "  \"resolved\": \"file:x\"")));
        Assert.NotEmpty(Pinned(("A/A.csproj", "<Project><PackageReference Version=\"1\" /></Project>")));
        Assert.NotEmpty(Pinned(("A/A.csproj", "<Project><PackageReference><Version>1</Version></PackageReference></Project>")));
    }

    private static IEnumerable<(string Path, string Text)> Texts() =>
        Repository.Paths.Where(path => !s_binary.Contains(Path.GetExtension(path)))
            .Select(path => (path, Repository.Read(path)));

    private static IEnumerable<string> Matches(Regex pattern, (string Path, string Text) file) =>
        pattern.Matches(file.Text).Select(match => $"{file.Path}: {match.Value}");

    /// <summary>This checkout, the folders around it and the home of whoever runs the rules.</summary>
    private static IReadOnlyList<string> Here()
    {
        var folders = new List<string> { Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) };
        for (var folder = new DirectoryInfo(Repository.Root); folder is not null; folder = folder.Parent)
            folders.Add(folder.FullName);
        return [.. folders.Select(folder => folder.TrimEnd('/', '\\')).Where(folder => folder.Length > 0)
            .Except(s_common).Select(folder => folder + Path.DirectorySeparatorChar)];
    }

    private static IEnumerable<string> Machine((string Path, string Text) file, IReadOnlyList<string> here) =>
        Matches(PersonalPath(), file).Concat(
            here.Where(folder => file.Text.Contains(folder, StringComparison.Ordinal)).Select(folder => $"{file.Path}: {folder}"));

    private static IEnumerable<string> Addresses((string Path, string Text) file) =>
        ResolvedAddress().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}");

    private static IEnumerable<string> Pinned((string Path, string Text) file) =>
        from reference in XDocument.Parse(file.Text).Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            || reference.Element("Version") is not null
        select $"{file.Path}: {reference.Attribute("Include")?.Value} carries its version";

    [GeneratedRegex(@"(?<![\w.~$}/-])(/home/\w+/|/Users/\w+/|[A-Z]:\\+Users\\)")]
    private static partial Regex PersonalPath();

    [GeneratedRegex(@"https?://[^\s""'<>]*(registry|nuget|npm|artifactory|nexus|pypi|mirror|/v3/index\.json)", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"""resolved""\s*:\s*""[^""]*""")]
    private static partial Regex ResolvedAddress();
}
