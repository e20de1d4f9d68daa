using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Messages;

/// <summary>What a message said before, oldest version first, the current one last.</summary>
/// <param name="Items">The versions, the newest 100 of them.</param>
/// <param name="HasMore">Whether there are older ones.</param>
public sealed record VersionList(IReadOnlyList<VersionView> Items, bool HasMore);

/// <summary>One version of a message.</summary>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="Content">What it said.</param>
/// <param name="Attachments">What was attached.</param>
/// <param name="Metadata">An object, as it was sent.</param>
/// <param name="WrittenBy">Who wrote this version.</param>
/// <param name="WrittenAt">And when.</param>
public sealed record VersionView(
    int Version, string Content, IReadOnlyList<string> Attachments, JsonElement? Metadata, PrincipalView? WrittenBy, DateTime? WrittenAt);

/// <summary>Turns versions into their views.</summary>
internal static class VersionMapping
{
    public static VersionList ToView(this ListVersionsResponse response) => 
        new([.. response.Versions.Select(ToView)], response.HasMore);

    private static VersionView ToView(MessageVersion version) => new(
        version.Version, version.Content, version.Attachments, version.MetadataJson.ToJson(), version.WrittenBy?.ToView(),
        version.WrittenAt?.ToDateTime());
}
