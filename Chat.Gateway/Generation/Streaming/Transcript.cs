using System.Text;
using System.Text.Json;
using Chat.Contracts.Streams;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// Turns entries into events: drops what a superseded attempt or anybody after the end wrote, numbers what came
/// unnumbered, and knows the text so far. Used by one reader at a time.
/// </summary>
internal sealed class Transcript
{
    private readonly StringBuilder text = new();

    /// <summary>The newest entry that was looked at, dropped or not.</summary>
    public EntryId Position { get; private set; }

    public long Seq { get; private set; }

    public int Attempt { get; private set; } = 1;

    public bool Ended { get; private set; }

    /// <summary>The event of an entry; null when readers must not see it.</summary>
    public TokenEvent? Accept(TokenEntry entry)
    {
        if (Ended || entry.Id <= Position)
            return null;
        Position = entry.Id;
        var attempt = entry.Attempt ?? Attempt;
        if (attempt < Attempt)
            return null;

        if (entry.Snapshot || attempt > Attempt)
            text.Clear();
        text.Append(entry.Token);
        (Attempt, Seq, Ended) = (attempt, entry.Seq ?? Seq + 1, entry.Done);
        return entry.Done ? LastEvent(entry) : Event(entry.Token, entry.Snapshot);
    }

    /// <summary>One event that stands for all before it.</summary>
    public TokenEvent Snapshot() => Event(text.ToString(), snapshot: true);

    private TokenEvent Event(string token, bool snapshot) =>
        new() { Seq = Seq, Attempt = Attempt, Token = token, Done = false, Snapshot = snapshot };

    private TokenEvent LastEvent(TokenEntry entry) => Event(entry.Token, entry.Snapshot) with
    {
        Done = true,
        Status = entry.Text(TokenStream.Status) ?? "completed",
        MessageId = entry.Text(TokenStream.MessageId),
        Usage = ReadUsage(entry.Text(TokenStream.Usage)),
        Reason = entry.Text(TokenStream.Reason),
    };

    private static UsageView? ReadUsage(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<UsageView>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // A foreign writer's own idea of usage; the job's record has ours.
            return null;
        }
    }
}
