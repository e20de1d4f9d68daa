using Chat.Contracts.Streams;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// One job's events on this node: read from Redis once, and given to every connection at its own speed as long as it is
/// known that nobody has cancelled them.
/// </summary>
internal sealed class JobStream(
    Guid jobId, TokenStreamReader reader, IOptions<StreamOptions> options, TimeProvider time, ILogger<JobStream> logger)
{
    private const int PageSize = 500;
    private const long Never = long.MinValue;

    private readonly AnswerLog log = new(options.Value.MaxBytes);
    private readonly Signal changed = new();
    private readonly Signal poked = new();
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource withdrawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IAsyncDisposable? listening;
    private bool reachable = true;
    private bool isAsked;
    private long openAt = Never;

    /// <summary>Ends at the next change; take it before <see cref="Next"/>.</summary>
    public Task Changed => changed.Next;

    /// <summary>Ends when everything that was in Redis at the start is here, or Redis could not be read.</summary>
    public Task Loaded => loaded.Task;

    /// <summary>Ends with the cancel of the answer: what is being written to a reader then must not get there any more.</summary>
    public Task Withdrawn => withdrawn.Task;

    /// <summary>Whether the last event is here.</summary>
    public bool Ended => log.Last is not null;

    /// <summary>The number of the newest event; 0 when there is none.</summary>
    public long Seq => log.Seq;

    /// <summary>Whether a client at this position has everything, and nothing will follow.</summary>
    public bool EndsAt(EntryId position) => log.Last?.Id <= position;

    /// <summary>
    /// The events that a reader may be given now, to be written without delay. Of a cancelled answer that is the last one
    /// alone, unless they replay what had ended before they came. While it is not known that the stream has no end by now,
    /// it is none: Redis is asked, and <see cref="Changed"/> ends.
    /// </summary>
    public IReadOnlyList<StreamedEvent> Next(EntryId position, bool isReplay)
    {
        if (log.Last is { } last)
            return isReplay || !last.IsCancelled ? log.After(position) : last.Id > position ? [last] : [];
        var batch = log.After(position);
        if (batch.Count == 0 || IsKnownOpen())
            return batch;
        LookAgain();
        return [];
    }

    /// <summary>Reads soon, and raises <see cref="Changed"/> even when nothing has changed.</summary>
    public void LookAgain()
    {
        Volatile.Write(ref isAsked, true);
        poked.Raise();
    }

    /// <summary>Reads until the stream's end or the token's cancellation.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!Ended)
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
        var wasAsked = Interlocked.Exchange(ref isAsked, false);
        try
        {
            var start = time.GetTimestamp();
            var page = await reader.ReadAsync(jobId, log.Position, PageSize, cancellationToken);
            Add(page, start, wasAsked);
            Report(null);
            if (page.Count == PageSize)
                return true;
        }
        catch (TokenStreamException e)
        {
            Report(e);
            if (wasAsked)
                Volatile.Write(ref isAsked, true);
        }

        loaded.TrySetResult();
        return false;
    }

    /// <summary>Without pokes the stream is still read, only later.</summary>
    private async Task TryListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            listening ??= await reader.ListenAsync(
                TokenStream.PokeChannel(jobId), _ => poked.Raise(), cancellationToken);
        }
        catch (TokenStreamException e)
        {
            logger.ListenFailed(jobId, e);
        }
    }

    private void Add(IReadOnlyList<TokenEntry> page, long start, bool wasAsked)
    {
        if (log.Add(page, time.GetTimestamp()) is var bytes and > 0)
            logger.Collapsed(jobId, bytes);
        if (log.Last is { IsCancelled: true })
            withdrawn.TrySetResult();
        // After a full page the end may be in the next one.
        else if (page.Count < PageSize)
            Volatile.Write(ref openAt, start);
        if (page.Count > 0 || wasAsked)
            changed.Raise();
    }

    private bool IsKnownOpen() =>
        Volatile.Read(ref openAt) is var at and not Never && time.GetElapsedTime(at) < TokenStream.ReadValidity;

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
