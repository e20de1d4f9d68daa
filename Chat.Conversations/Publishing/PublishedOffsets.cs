using Chat.Contracts.Conversations.V1;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>Collects which entries of each conversation are published and stores that lazily, for many at once.</summary>
internal sealed class PublishedOffsets(
    PublishedStore store,
    RowWaits waits,
    IOptions<PublishingOptions> options,
    TimeProvider time,
    ILogger<PublishedOffsets> logger)
    : BackgroundService
{
    /// <summary>Conversations that wait for their row, or for a database which cannot be reached.</summary>
    private const int MostKept = 10_000;

    /// <summary>Conversations for whose row one flush waits.</summary>
    private const int MostWaitedFor = 8;

    private readonly Lock _gate = new();
    private Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> _reached = [];

    public void Reached(IEnumerable<LogEntry> published)
    {
        lock (_gate)
        {
            foreach (var entry in published)
                Add(RangesOf((entry.Tenant, Guid.Parse(entry.ConversationId))), (entry.Offset, entry.Offset));
        }
    }

    /// <summary>All of a conversation's entries in a range.</summary>
    public void Reached(string tenant, Guid conversationId, (long First, long Last) range)
    {
        lock (_gate) Add(RangesOf((tenant, conversationId)), range);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = Take();
        if (flushed.Count == 0) return;
        try
        {
            await StoreAsync(flushed, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            // The entries are out; what is not told next time goes out again.
            Keep(flushed);
            logger.FlushFailed(flushed.Count, failure.Message);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FlushInterval, time);
        await timer.EachTickAsync(FlushAsync, stoppingToken);
    }

    private async Task StoreAsync(
        Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> flushed, CancellationToken cancellationToken)
    {
        var held = (await store.StoreAsync([.. flushed.SelectMany(RowsOf)], cancellationToken)).ToHashSet();
        foreach (var id in waits.Due(held).Take(MostWaitedFor))
        {
            var rows = flushed.Where(one => one.Key.Id == id).SelectMany(RowsOf).ToList();
            if (await store.TryStoreAsync(rows, cancellationToken)) held.Remove(id);
            else waits.Failed(id);
        }

        Keep(flushed.Where(one => held.Contains(one.Key.Id)).ToDictionary());
    }

    private static IEnumerable<PublishedRange> RowsOf(
        KeyValuePair<(string Tenant, Guid Id), List<(long First, long Last)>> one) =>
        one.Value.Select(range => new PublishedRange(one.Key.Tenant, one.Key.Id, range.First, range.Last));

    private List<(long First, long Last)> RangesOf((string Tenant, Guid Id) key)
    {
        if (!_reached.TryGetValue(key, out var ranges)) _reached[key] = ranges = [];
        return ranges;
    }

    private static void Add(List<(long First, long Last)> ranges, (long First, long Last) range)
    {
        if (ranges is [.., var newest] && newest.Last + 1 == range.First) ranges[^1] = (newest.First, range.Last);
        else ranges.Add(range);
    }

    private void Keep(Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> failed)
    {
        lock (_gate)
        {
            if (_reached.Count + failed.Count > MostKept) return;
            foreach (var (key, ranges) in failed)
                _reached[key] = _reached.TryGetValue(key, out var newer) ? [.. ranges, .. newer] : ranges;
        }
    }

    private Dictionary<(string Tenant, Guid Id), List<(long First, long Last)>> Take()
    {
        lock (_gate)
        {
            var taken = _reached;
            _reached = [];
            return taken;
        }
    }
}
