using Microsoft.Extensions.Options;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>The streams that this node follows: one reader per job, as long as somebody looks and a little longer.</summary>
internal sealed class JobStreams(
    TokenStreamReader reader, IOptions<StreamOptions> options, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Followed> streams = [];
    private readonly ILogger<JobStream> logger = loggers.CreateLogger<JobStream>();

    /// <summary>Follows a job's stream until the lease is disposed.</summary>
    public Lease Open(Guid jobId)
    {
        lock (gate)
        {
            if (!streams.TryGetValue(jobId, out var followed))
                streams[jobId] = followed = Start(jobId);
            followed.Clients++;
            return new Lease(this, jobId, followed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Followed> rest;
        lock (gate)
        {
            rest = [.. streams.Values];
            streams.Clear();
        }

        foreach (var followed in rest)
            await followed.Stop.CancelAsync();
        await Task.WhenAll(rest.Select(followed => followed.Reading));
    }

    private Followed Start(Guid jobId)
    {
        var stream = new JobStream(jobId, reader, options, time, logger);
        var stop = new CancellationTokenSource();
        return new Followed(stream, stop, Task.Run(() => ReadAsync(jobId, stream, stop.Token), CancellationToken.None));
    }

    /// <summary>A reader that fails leaves its clients to the job's record, which ends their streams.</summary>
    private async Task ReadAsync(Guid jobId, JobStream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.RunAsync(cancellationToken);
        }
        catch (Exception e)
        {
            logger.ReaderFailed(jobId, e);
        }
    }

    private void Release(Guid jobId, Followed followed)
    {
        lock (gate)
        {
            if (--followed.Clients > 0)
                return;
            followed.Removal?.Dispose();
            // What has ended is read from Redis again, or from the record: it need not fill this node's memory.
            var delay = followed.Stream.Ended ? TimeSpan.Zero : options.Value.Linger;
            followed.Removal = time.CreateTimer(_ => Remove(jobId, followed), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Remove(Guid jobId, Followed followed)
    {
        lock (gate)
        {
            if (followed.Clients > 0 || streams.GetValueOrDefault(jobId) != followed)
                return;
            streams.Remove(jobId);
            followed.Removal?.Dispose();
        }

        followed.Stop.Cancel();
    }

    /// <summary>One connection's interest in a job's stream.</summary>
    public sealed class Lease : IDisposable
    {
        private readonly JobStreams owner;
        private readonly Guid jobId;
        private readonly Followed followed;
        private bool released;

        internal Lease(JobStreams owner, Guid jobId, Followed followed) =>
            (this.owner, this.jobId, this.followed) = (owner, jobId, followed);

        public JobStream Stream => followed.Stream;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref released, true))
                owner.Release(jobId, followed);
        }
    }

    /// <summary>A stream with its reader and its clients.</summary>
    internal sealed class Followed(JobStream stream, CancellationTokenSource stop, Task reading)
    {
        public JobStream Stream => stream;

        public CancellationTokenSource Stop => stop;

        public Task Reading => reading;

        public int Clients { get; set; }

        public ITimer? Removal { get; set; }
    }
}
