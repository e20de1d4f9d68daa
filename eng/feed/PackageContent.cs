namespace Chat.Feed;

/// <summary>All that goes into one package file.</summary>
internal sealed record PackageContent(string Id, string Version, string Source, string Path, byte[] File)
{
    /// <summary>The framework that the dependencies are for; any when absent.</summary>
    public string? TargetFramework { get; init; }

    public string? FrameworkReference { get; init; }

    public IReadOnlyDictionary<string, string> Dependencies { get; init; } = new Dictionary<string, string>();
}
