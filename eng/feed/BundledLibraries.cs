using System.Text.Json;

namespace Chat.Feed;

/// <summary>The bundle's own record (deps.json) of which package each assembly came from and what that depends on.</summary>
internal sealed class BundledLibraries
{
    private readonly JsonElement libraries;

    public BundledLibraries(byte[] depsJson)
    {
        using var document = JsonDocument.Parse(depsJson.AsMemory(StartsWithBom(depsJson) ? 3 : 0));
        libraries = document.RootElement.GetProperty("targets").EnumerateObject().Last().Value.Clone();
    }

    public BundledLibrary Find(string id, string version)
    {
        if (!libraries.TryGetProperty($"{id}/{version}", out var library))
            throw new FeedException($"the Aspire bundle holds no {id} {version}; correct feed.json.");
        var path = library.GetProperty("runtime").EnumerateObject().Single().Name;
        var dependencies = library.TryGetProperty("dependencies", out var found)
            ? found.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!)
            : [];
        return new BundledLibrary(path, dependencies);
    }

    private static bool StartsWithBom(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8);
}

/// <summary>One assembly's path inside its package (lib/net10.0/X.dll) and the packages it needs.</summary>
internal sealed record BundledLibrary(string Path, IReadOnlyDictionary<string, string> Dependencies)
{
    public string TargetFramework => Path.Split('/')[1];

    public string FileName => System.IO.Path.GetFileName(Path);
}
