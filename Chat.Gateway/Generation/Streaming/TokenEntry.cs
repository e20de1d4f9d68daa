using System.Globalization;
using Chat.Contracts.Streams;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>One entry of a token stream as it stands in Redis; what a foreign writer left out is null.</summary>
internal sealed record TokenEntry(EntryId Id, IReadOnlyDictionary<string, string> Fields)
{
    public long? Seq => Number(TokenStream.Seq);

    public int? Attempt => Number(TokenStream.Attempt) is >= 1 and <= int.MaxValue and var attempt ? (int)attempt : null;

    public string Token => Text(TokenStream.Token) ?? "";

    public bool Done => Flag(TokenStream.Done);

    public bool Snapshot => Flag(TokenStream.Snapshot);

    public string? Text(string field) => Fields.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;

    private bool Flag(string field) =>
        Text(field) is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));

    private long? Number(string field) =>
        long.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
