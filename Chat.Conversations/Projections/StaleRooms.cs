using Chat.Conversations.Storage;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>
/// Remembers rooms whose keys missed something and writes them anew when Redis and the database are there. At the start
/// those that changed shortly before are such rooms: nobody knows what the process before us still wrote.
/// </summary>
internal sealed class StaleRooms(RoomReader rooms, RoomRebuild rebuild, TimeProvider time, ILogger<StaleRooms> logger)
    : BackgroundService
{
    private const int Most = 10_000;
    private const int AtOnce = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BeforeStart = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _stale = [];

    /// <summary>From this time on everything is stale that is not in the set any more.</summary>
    private DateTimeOffset? _since = time.GetUtcNow() - BeforeStart;

    public void Add(Guid conversationId)
    {
        lock (_gate)
        {
            if (_stale.Count < Most) _stale.Add(conversationId);
            else _since ??= time.GetUtcNow() - BeforeStart;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        await timer.EachTickAsync(TryRebuildAsync, stoppingToken);
    }

    private async Task TryRebuildAsync(CancellationToken cancellationToken)
    {
        var taken = Take();
        try
        {
            if (taken.Since is { } since) await FindChangedAsync(since, cancellationToken);
            if (taken.Rooms.Count > 0) await rebuild.SomeAsync(taken.Rooms, cancellationToken);
        }
        catch (Exception failure) when (
            failure is RedisException or TimeoutException || StorageFailure.IsOutage(failure))
        {
            Return(taken);
            logger.RebuildFailed(taken.Rooms.Count, failure.Message);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // One of them cannot be written, and would keep the others from it for ever.
            logger.RebuildGivenUp(failure, taken.Rooms.Count);
        }
    }

    private async Task FindChangedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        foreach (var id in await rooms.ChangedAsync(since, Most, cancellationToken)) Add(id);
    }

    private (List<Guid> Rooms, DateTimeOffset? Since) Take()
    {
        lock (_gate)
        {
            var taken = (_stale.Take(AtOnce).ToList(), _since);
            _stale.ExceptWith(taken.Item1);
            _since = null;
            return taken;
        }
    }

    private void Return((List<Guid> Rooms, DateTimeOffset? Since) taken)
    {
        lock (_gate)
        {
            _stale.UnionWith(taken.Rooms);
            _since = taken.Since ?? _since;
        }
    }
}
