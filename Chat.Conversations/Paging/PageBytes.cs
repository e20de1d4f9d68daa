using Google.Protobuf;

namespace Chat.Conversations.Paging;

/// <summary>Ends a page where it would become too large for one reply; the next page begins there.</summary>
internal static class PageBytes
{
    /// <summary>The first items, as many as fit; never fewer than one.</summary>
    public static List<T> ThatFit<T>(this IEnumerable<T> items)
        where T : IMessage
    {
        var (fitting, bytes) = (new List<T>(), 0L);
        foreach (var item in items)
        {
            bytes += item.CalculateSize();
            if (fitting.Count > 0 && bytes > PageLimits.Bytes) break;
            fitting.Add(item);
        }

        return fitting;
    }
}
