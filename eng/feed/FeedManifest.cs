using System.Text.Json;

namespace Chat.Feed;

/// <summary>What the feed is made of: the content of feed.json.</summary>
internal sealed record FeedManifest(AspireCliSource AspireCli, AssemblyEntry[] Assemblies, NativeEntry[] Natives)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static FeedManifest Load(byte[] content) =>
        JsonSerializer.Deserialize<FeedManifest>(content, Json) ?? throw new FeedException("feed.json is empty.");
}

/// <summary>A package made of one assembly of the Aspire bundle.</summary>
internal sealed record AssemblyEntry(string Id, string Version, string? Framework = null);

/// <summary>A package made of one native library that a Debian package installs.</summary>
internal sealed record NativeEntry(string Id, string Version, string DebianPackage, string File, string Path);
