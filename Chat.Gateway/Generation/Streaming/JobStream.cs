using Microsoft.Extensions.Options;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// One job's events on this node: read from Redis once, encoded once, kept in one bounded list that every connection
/// walks at its own speed by position.
/// </summary>
internal sealed class JobStream(
    Guid jobId, TokenStreamReader reader, IOptions<StreamOptions> options, TimeProvider time, ILogger<JobStream> logger)
{
    private const int PageSize = 500;
    private const int BatchBytes = 64 * 1024;

    /// <summary>What an event costs besides its bytes.</summary>
    private const int Overhead = 96;

    private readonly Lock gate = new();
    private readonly List<StreamedEvent> events = [];
    private readonly Transcript transcript = new();
    private readonly Signal changed = new();
    private readonly Signal poked = new();
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long bytes;
    private long snapshotBytes;
    private IAsyncDisposable? listening;
    private bool reachable = true;

    /// <summary>Ends at the next change; take it before <see cref="After"/>.</summary>
    public Task Changed => changed.Next;

    /// <summary>Ends when everything that was in Redis at the start is here, or Redis could not be read.</summary>
    public Task Loaded => loaded.Task;

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

    /// <summary>Whether the last event is here.</summary>
    public bool Ended
    {
        get
        {
            lock (gate)
                return transcript.Ended;
        }
    }

    /// <summary>Whether a client at this position has everything, and nothing will follow.</summary>
    public bool EndsAt(EntryId position)
    {
        lock (gate)
            return transcript.Ended && events[^1].Id <= position;
    }

    /// <summary>The newest event's position and number; the start when there is none.</summary>
    public (EntryId Position, long Seq) Head
    {
        get
        {
            lock (gate)
                return events is [.., var newest] ? (newest.Id, newest.Seq) : (EntryId.Start, 0);
        }
    }

    /// <summary>Reads until the stream's end or the token's cancellation.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!transcript.Ended)
            {
                var poke = poked.Next;
                if (!await ReadPageAsync(cancellationToken))
                    await Signal.WaitAsync(poke, options.Value.PollInterval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last client left, or the node stops.
        }
        finally
        {
            loaded.TrySetResult();
            await StopListeningAsync();
        }
    }

    /// <summary>True when there may be more to read at once.</summary>
    private async Task<bool> ReadPageAsync(CancellationToken cancellationToken)
    {
        await TryListenAsync(cancellationToken);
        try
        {
            var page = await reader.ReadAsync(jobId, transcript.Position, PageSize, cancellationToken);
            Add(page);
            Report(null);
            if (page.Count == PageSize)
                return true;
        }
        catch (TokenStreamException e)
        {
            Report(e);
        }

        loaded.TrySetResult();
        return false;
    }

    /// <summary>Without pokes the stream is still read, only later.</summary>
    private async Task TryListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            listening ??= await reader.ListenAsync(jobId, poked.Raise, cancellationToken);
        }
        catch (TokenStreamException e)
        {
            logger.ListenFailed(jobId, e);
        }
    }

    private void Add(IReadOnlyList<TokenEntry> page)
    {
        lock (gate)
            foreach (var entry in page)
                if (transcript.Accept(entry) is { } accepted)
                    Keep(new StreamedEvent(
                        entry.Id, accepted.Seq, accepted.Done, accepted.ToFrame(entry.Id), time.GetTimestamp()));
        if (page.Count > 0)
            changed.Raise();
    }

    private void Keep(StreamedEvent streamed)
    {
        events.Add(streamed);
        bytes += streamed.Frame.Length + Overhead;
        // A text that alone fills the room must at least double before it is worth another snapshot.
        if (bytes > Math.Max(options.Value.MaxBytes, 2 * snapshotBytes) && !streamed.Done)
            Collapse(streamed);
    }

    private void Collapse(StreamedEvent newest)
    {
        var snapshot = newest with { Frame = transcript.Snapshot().ToFrame(newest.Id) };
        events.Clear();
        events.Add(snapshot);
        bytes = snapshotBytes = snapshot.Frame.Length + Overhead;
        logger.Collapsed(jobId, snapshot.Frame.Length);
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

    /// <summary>Says once when Redis goes away and once when it is back.</summary>
    private void Report(TokenStreamException? failure)
    {
        if (failure is not null && reachable)
            logger.RedisUnreachable(jobId, failure);
        else if (failure is null && !reachable)
            logger.RedisBack(jobId);
        reachable = failure is null;
    }

    private async Task StopListeningAsync()
    {
        try
        {
            if (listening is not null)
                await listening.DisposeAsync();
        }
        catch (TokenStreamException e)
        {
            logger.StopListeningFailed(jobId, e);
        }
    }
}
