using Google.Protobuf;

namespace Chat.Conversations.Paging;

/// <summary>
/// What a page has, while it is filled: it ends at its number of items, or where it would become too large to keep or to
/// send, but never before its first item; the next page begins there.
/// </summary>
internal sealed class Page<T>(int limit, Func<T, int> sizeOf)
{
    private readonly List<T> _items = [];
    private long _bytes;

    public IReadOnlyList<T> Items => _items;

    /// <summary>How many more it may have.</summary>
    public int Left => limit - _items.Count;

    /// <summary>Whether there was something that is not on the page.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Adds the item if it fits; after one that did not, nothing does.</summary>
    public bool TryAdd(T item)
    {
        if (HasMore) return false;
        var size = sizeOf(item);
        if (Left == 0 || (_items.Count > 0 && _bytes + size > PageLimits.Bytes))
        {
            HasMore = true;
            return false;
        }

        _bytes += size;
        _items.Add(item);
        return true;
    }

    public void AddRange(IEnumerable<T> items)
    {
        foreach (var item in items)
            if (!TryAdd(item)) return;
    }

    /// <summary>Says that there is more than what was offered.</summary>
    public void Cut() => HasMore = true;

    /// <summary>The same page after its items have grown: those that fit now.</summary>
    public Page<T> Fitting()
    {
        var page = new Page<T>(limit, sizeOf);
        page.AddRange(_items);
        if (HasMore) page.Cut();
        return page;
    }
}

/// <summary>Pages of what goes over the wire as it is.</summary>
internal static class Page
{
    public static Page<T> Of<T>(int limit)
        where T : IMessage => new(limit, item => item.CalculateSize());
}
