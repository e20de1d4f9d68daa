namespace Chat.Gateway.Generation.Streaming;

/// <summary>One job's events in one bounded list, each encoded once for all readers, who walk it by position.</summary>
internal sealed class AnswerLog(int maxBytes)
{
    private const int BatchBytes = 64 * 1024;

    /// <summary>What an event costs besides its bytes.</summary>
    private const int Overhead = 96;

    private readonly Lock gate = new();
    private readonly List<StreamedEvent> events = [];
    private readonly Transcript transcript = new();
    private long bytes;
    private long snapshotBytes;

    /// <summary>The newest entry that was looked at.</summary>
    public EntryId Position
    {
        get
        {
            lock (gate)
                return transcript.Position;
        }
    }

    /// <summary>The last event; null while it is not here.</summary>
    public StreamedEvent? Last
    {
        get
        {
            lock (gate)
                return transcript.Ended ? events[^1] : null;
        }
    }

    /// <summary>The number of the newest event; 0 when there is none.</summary>
    public long Seq
    {
        get
        {
            lock (gate)
                return events is [.., var newest] ? newest.Seq : 0;
        }
    }

    /// <summary>The next events after a position, about as much as one write should hold.</summary>
    public IReadOnlyList<StreamedEvent> After(EntryId position)
    {
        lock (gate)
        {
            var start = FirstAfter(position);
            var (end, size) = (start, 0);
            while (end < events.Count && size < BatchBytes)
                size += events[end++].Frame.Length;
            return events.GetRange(start, end - start);
        }
    }

    /// <summary>Adds entries; returns the size of the snapshot that all events became when they were too many, else 0.</summary>
    public int Add(IReadOnlyList<TokenEntry> page, long readAt)
    {
        var collapsed = 0;
        lock (gate)
            foreach (var entry in page)
                if (transcript.Accept(entry) is { } accepted && Keep(StreamedEvent.Of(entry.Id, accepted, readAt)) is var size and > 0)
                    collapsed = size;
        return collapsed;
    }

    private int Keep(StreamedEvent streamed)
    {
        events.Add(streamed);
        bytes += streamed.Frame.Length + Overhead;
        // A text that alone fills the room must at least double before it is worth another snapshot.
        return bytes > Math.Max(maxBytes, 2 * snapshotBytes) && !streamed.Done ? Collapse(streamed) : 0;
    }

    private int Collapse(StreamedEvent newest)
    {
        var snapshot = StreamedEvent.Of(newest.Id, transcript.Snapshot(), newest.ReadAt);
        events.Clear();
        events.Add(snapshot);
        bytes = snapshotBytes = snapshot.Frame.Length + Overhead;
        return snapshot.Frame.Length;
    }

    private int FirstAfter(EntryId position)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (events[middle].Id <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
