namespace Chat.Conversations.Publishing;

/// <summary>
/// Says for which rows it is worth while to wait: one that is written all the time is free for moments, one that was held
/// when it was waited for may be held for long, and is asked for less and less often.
/// </summary>
internal sealed class RowWaits(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (long Since, TimeSpan Pause)> _failed = [];

    /// <summary>Those of the held rows that may be waited for now; rows that nobody holds any more are forgotten.</summary>
    public List<Guid> Due(IReadOnlySet<Guid> held)
    {
        lock (_gate)
        {
            foreach (var id in _failed.Keys.Where(id => !held.Contains(id)).ToList()) _failed.Remove(id);
            return [.. held.Where(id =>
                !_failed.TryGetValue(id, out var failed) || time.GetElapsedTime(failed.Since) >= failed.Pause)];
        }
    }

    public void Failed(Guid conversationId)
    {
        lock (_gate)
        {
            var pause = _failed.TryGetValue(conversationId, out var failed) ? 2 * failed.Pause : First;
            _failed[conversationId] = (time.GetTimestamp(), pause < Longest ? pause : Longest);
        }
    }
}
