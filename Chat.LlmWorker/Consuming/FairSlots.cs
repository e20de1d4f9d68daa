namespace Chat.LlmWorker.Consuming;

/// <summary>
/// The places in which jobs of a partition run. A free one goes to whose tenant, and then to who, has the fewest, and among
/// equals to who waits longest; and nobody gets them all, so that slow answers of one keep nobody else waiting.
/// </summary>
internal sealed class FairSlots(int slots, int perUser)
{
    private readonly int _perUser = Math.Min(perUser, Math.Max(1, slots - 1));
    private readonly List<Waiting> _waiting = [];
    private readonly List<SlotUser> _held = [];
    private readonly Lock _lock = new();

    /// <summary>Returns when the user has a place, which they keep until <see cref="Release"/>.</summary>
    public async Task WaitAsync(SlotUser user, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(user, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _waiting.Add(waiting);
            Fill();
        }

        await using var registration = cancellationToken.UnsafeRegister(_ => GiveUp(waiting, cancellationToken), null);
        await waiting.Entered.Task;
    }

    public void Release(SlotUser user)
    {
        lock (_lock)
        {
            _held.Remove(user);
            Fill();
        }
    }

    // Few wait at a time, for a partition is held back when it is full.
    private void Fill()
    {
        while (_held.Count < slots && Next() is { } next)
        {
            _waiting.Remove(next);
            _held.Add(next.User);
            next.Entered.TrySetResult();
        }
    }

    private Waiting? Next() => _waiting
        .Where(waiting => HeldBy(waiting.User) < _perUser)
        .MinBy(waiting => (_held.Count(held => held.Tenant == waiting.User.Tenant), HeldBy(waiting.User)));

    private int HeldBy(SlotUser user) => _held.Count(held => held == user);

    private void GiveUp(Waiting waiting, CancellationToken cancellationToken)
    {
        lock (_lock)
            if (_waiting.Remove(waiting))
                waiting.Entered.TrySetCanceled(cancellationToken);
    }

    /// <summary>Somebody's wait for a place.</summary>
    private sealed record Waiting(SlotUser User, TaskCompletionSource Entered);
}

/// <summary>For whom a place is held.</summary>
internal sealed record SlotUser(string Tenant, string Name);
