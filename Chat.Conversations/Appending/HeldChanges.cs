using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>Takes out of a batch what would have to wait for a conversation that somebody else has locked.</summary>
internal sealed class HeldChanges(ScopeConversations scopes, HeldLanes lanes, ILogger<Appender> logger)
{
    /// <summary>Sets apart the changes of conversations that were locked before; returns the others.</summary>
    public async Task<List<PendingChange>> SetApartAsync(List<PendingChange> batch, CancellationToken cancellationToken)
    {
        if (lanes.Held is not { Count: > 0 } held) return batch;
        return await TryFindAsync(batch, cancellationToken) is { } conversations ? SetApart(batch, conversations, held) : batch;
    }

    /// <summary>After a batch did not get its locks: finds those that others have, and returns what does not need them.</summary>
    public async Task<List<PendingChange>> SetLockedApartAsync(List<PendingChange> batch, CancellationToken cancellationToken)
    {
        if (await TryFindAsync(batch, cancellationToken) is not { } conversations) return batch;
        if (await TryFindLockedAsync(conversations, cancellationToken) is not { } locked) return batch;
        var free = SetApart(batch, conversations, locked);
        logger.WaitingApart(locked.Count, batch.Count - free.Count);
        return free;
    }

    public Task DrainAsync(CancellationToken cancellationToken) => lanes.DrainAsync(cancellationToken);

    /// <summary>Null when the database is away: then there is nothing to tell apart.</summary>
    private async Task<IReadOnlyList<IReadOnlyCollection<Guid>>?> TryFindAsync(
        List<PendingChange> batch, CancellationToken cancellationToken)
    {
        try
        {
            return await scopes.OfAsync(batch, cancellationToken);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyCollection<Guid>?> TryFindLockedAsync(
        IEnumerable<IReadOnlyCollection<Guid>> conversations, CancellationToken cancellationToken)
    {
        try
        {
            return await scopes.LockedAsync(conversations.SelectMany(ids => ids), cancellationToken);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private List<PendingChange> SetApart(
        List<PendingChange> batch, IReadOnlyList<IReadOnlyCollection<Guid>> conversations, IReadOnlyCollection<Guid> held)
    {
        var lanesOf = batch.Zip(conversations, (change, ids) => (change, Lane: ids.Where(held.Contains).Cast<Guid?>().FirstOrDefault()))
            .ToList();
        foreach (var lane in lanesOf.Where(one => one.Lane is not null).GroupBy(one => one.Lane!.Value, one => one.change))
            lanes.Add(lane.Key, [.. lane]);
        return [.. lanesOf.Where(one => one.Lane is null).Select(one => one.change)];
    }
}
