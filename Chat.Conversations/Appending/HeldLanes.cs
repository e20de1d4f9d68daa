using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Appending;

/// <summary>
/// The changes of conversations that somebody has locked for long, as a purge does: each such conversation has a lane of its
/// own, so that nobody waits for another's. It is remembered as held until one of its changes was committed, so that the
/// next ones hold nobody up either.
/// </summary>
internal sealed class HeldLanes(BatchCommit commit, IOptions<AppenderOptions> options, TimeProvider time)
{
    private const int MostRemembered = 1_000;

    /// <summary>Changes of one conversation.</summary>
    private const int MostWaiting = 1_000;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly AppenderOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, long> _held = [];
    private readonly Dictionary<Guid, List<PendingChange>> _waiting = [];
    private readonly Dictionary<Guid, Task> _running = [];

    /// <summary>Conversations that may still be locked.</summary>
    public IReadOnlySet<Guid> Held
    {
        get
        {
            lock (_gate)
            {
                foreach (var (id, since) in _held.ToList())
                    if (time.GetElapsedTime(since) > RememberedFor && !_running.ContainsKey(id)) _held.Remove(id);
                return _held.Keys.ToHashSet();
            }
        }
    }

    /// <summary>Lets changes wait apart, in the order in which they come; where there is no room for them they are refused.</summary>
    public void Add(Guid conversationId, IReadOnlyList<PendingChange> changes)
    {
        lock (_gate)
        {
            Remember(conversationId);
            if (TryAdd(conversationId, changes)) return;
        }

        commit.Fail(changes, new TimeoutException("Too much waits for what is locked."));
    }

    /// <summary>Ends when all have been committed or refused.</summary>
    public Task DrainAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
    }

    private async Task RunAsync(Guid conversationId)
    {
        while (Take(conversationId) is { Count: > 0 } part)
        {
            var failure = await commit.TryAsync(part, _options.LockTimeout, CancellationToken.None);
            if (failure is null) Forget(conversationId);
            else if (StorageFailure.IsOutage(failure) || part.Count == 1) commit.Fail(part, failure);
            else await commit.OneByOneAsync(part, _options.LockTimeout, failure, CancellationToken.None);
        }
    }

    /// <summary>What waits now; without any the lane ends.</summary>
    private List<PendingChange> Take(Guid conversationId)
    {
        lock (_gate)
        {
            var waiting = _waiting[conversationId];
            List<PendingChange> taken = [.. waiting.Take(_options.BatchSize)];
            waiting.RemoveRange(0, taken.Count);
            if (taken.Count > 0) return taken;
            _waiting.Remove(conversationId);
            _running.Remove(conversationId);
            return taken;
        }
    }

    private bool TryAdd(Guid conversationId, IReadOnlyList<PendingChange> changes)
    {
        if (_waiting.TryGetValue(conversationId, out var waiting))
        {
            if (waiting.Count + changes.Count > MostWaiting) return false;
            waiting.AddRange(changes);
            return true;
        }

        if (_running.Count >= _options.LanesAtOnce) return false;
        _waiting[conversationId] = [.. changes];
        _running[conversationId] = Task.Run(() => RunAsync(conversationId));
        return true;
    }

    private void Remember(Guid conversationId)
    {
        if (_held.Count >= MostRemembered) _held.Clear();
        _held[conversationId] = time.GetTimestamp();
    }

    private void Forget(Guid conversationId)
    {
        lock (_gate) _held.Remove(conversationId);
    }
}
