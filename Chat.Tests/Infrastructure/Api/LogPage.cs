using System.Text.Json;

namespace Chat.Tests.Infrastructure.Api;

/// <summary>A part of a conversation's log; the entries are as different as their kinds.</summary>
public sealed record LogPage(IReadOnlyList<JsonElement> Items, long HeadOffset)
{
    public IReadOnlyList<string> Kinds => [.. Items.Select(item => item.GetProperty("kind").GetString()!)];

    public IReadOnlyList<long> Offsets => [.. Items.Select(item => item.GetProperty("offset").GetInt64())];
}
