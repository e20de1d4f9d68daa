namespace Chat.Gateway.Edge.Throttling;

/// <summary>
/// Counts something by address, in windows of a minute that open with the first; when there were too many, the rest of a
/// whole minute has to be waited for. Its memory is bounded.
/// </summary>
/// <param name="most">So many in a window are too many.</param>
/// <param name="mostAddresses">Addresses that are told apart; all others are counted together.</param>
/// <param name="time">The clock.</param>
internal sealed class AddressCounts(int most, int mostAddresses, TimeProvider time)
{
    private const string Others = "others";

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Window> windows = [];
    private DateTimeOffset nextClearing;

    /// <summary>How much longer the address has to wait; null when it need not.</summary>
    public TimeSpan? RefusedFor(string address)
    {
        var now = time.GetUtcNow();
        lock (gate)
            return Find(NameOf(address), now) is { } window && window.Count >= most ? window.EndsAt - now : null;
    }

    /// <summary>Counts one more, and says how many it makes in the address's minute.</summary>
    public int Add(string address)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            ForgetOld(now);
            var name = NameOf(address);
            var count = (Find(name, now)?.Count ?? 0) + 1;
            windows[name] = new Window(count, count == 1 || count == most ? now + s_window : windows[name].EndsAt);
            return count;
        }
    }

    private string NameOf(string address) =>
        windows.Count < mostAddresses || windows.ContainsKey(address) ? address : Others;

    private Window? Find(string name, DateTimeOffset now) =>
        windows.TryGetValue(name, out var window) && window.EndsAt > now ? window : null;

    /// <summary>Once a minute, so that no request costs more than another.</summary>
    private void ForgetOld(DateTimeOffset now)
    {
        if (now < nextClearing)
            return;
        nextClearing = now + s_window;
        foreach (var (name, window) in windows)
            if (window.EndsAt <= now)
                windows.Remove(name);
    }

    private sealed record Window(int Count, DateTimeOffset EndsAt);
}
