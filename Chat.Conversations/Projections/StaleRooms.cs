using Microsoft.Extensions.Options;

namespace Chat.Conversations.Projections;

/// <summary>
/// Remembers rooms whose keys missed something and writes them anew when Redis and the database are there. At the start
/// those that changed shortly before are such rooms: nobody knows what the process before us still wrote.
/// </summary>
internal sealed class StaleRooms(
    RoomReader rooms,
    RoomRebuild rebuild,
    IOptions<ProjectionsOptions> options,
    TimeProvider time,
    ILogger<StaleRooms> logger) : BackgroundService
{
    private const int AtOnce = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BeforeStart = TimeSpan.FromMinutes(5);

    private readonly int _most = options.Value.StaleRooms;
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _stale = [];

    /// <summary>Some that are stale are not in the set.</summary>
    private bool _overflowed;

    /// <summary>Since when rooms may have missed something before the start; null once they are in the set.</summary>
    private DateTimeOffset? _unknownSince = time.GetUtcNow() - BeforeStart;

    public void Add(Guid conversationId)
    {
        lock (_gate)
        {
            if (_stale.Count < _most) _stale.Add(conversationId);
            else _overflowed |= !_stale.Contains(conversationId);
        }
    }

    /// <summary>Whether there were more than it remembers since this was asked last: then all rooms count as stale.</summary>
    public bool TakeOverflow()
    {
        lock (_gate)
        {
            var overflowed = _overflowed;
            _overflowed = false;
            return overflowed;
        }
    }

    public void Overflow()
    {
        lock (_gate) _overflowed = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        await timer.EachTickAsync(TryRebuildAsync, stoppingToken);
    }

    private async Task TryRebuildAsync(CancellationToken cancellationToken)
    {
        List<Guid> taken = [];
        try
        {
            await LookBackAsync(cancellationToken);
            taken = Take();
            if (taken.Count > 0) await rebuild.SomeAsync(taken, cancellationToken);
        }
        catch (Exception failure) when (ProjectionFailure.IsOutage(failure))
        {
            Return(taken);
            logger.RebuildFailed(taken.Count, failure.Message);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Something of them cannot be read, and would keep the others from it for ever.
            logger.RebuildGivenUp(failure, taken.Count);
        }
    }

    private async Task LookBackAsync(CancellationToken cancellationToken)
    {
        if (_unknownSince is not { } since) return;
        // One more than fit, so that more of them are noticed.
        foreach (var id in await rooms.ChangedAsync(since, _most + 1, cancellationToken)) Add(id);
        _unknownSince = null;
    }

    private List<Guid> Take()
    {
        lock (_gate)
        {
            List<Guid> taken = [.. _stale.Take(AtOnce)];
            _stale.ExceptWith(taken);
            return taken;
        }
    }

    private void Return(IReadOnlyList<Guid> taken)
    {
        lock (_gate) _stale.UnionWith(taken);
    }
}
