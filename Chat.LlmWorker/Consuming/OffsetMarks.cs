namespace Chat.LlmWorker.Consuming;

/// <summary>
/// Knows up to where the records of one partition are settled without a gap, although they are settled in any order.
/// </summary>
internal sealed class OffsetMarks
{
    private readonly Queue<long> _open = new();
    private readonly HashSet<long> _settled = [];

    /// <summary>How many records are between the mark and the newest one, settled or not.</summary>
    public int Span => _open.Count;

    /// <summary>How many of them are not settled.</summary>
    public int Unsettled => _open.Count - _settled.Count;

    /// <summary>Takes in the next record; offsets grow, with gaps where the log was compacted.</summary>
    public void Add(long offset) => _open.Enqueue(offset);

    /// <summary>Settles one record; returns the offset to go on from after a restart if it moved.</summary>
    public long? Settle(long offset)
    {
        _settled.Add(offset);
        long? mark = null;
        while (_open.TryPeek(out var first) && _settled.Remove(first))
            mark = _open.Dequeue() + 1;
        return mark;
    }
}
