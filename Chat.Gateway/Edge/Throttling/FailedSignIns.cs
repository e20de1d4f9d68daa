using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>Remembers addresses that send tokens which are no good, and for how long these are refused.</summary>
internal sealed class FailedSignIns
{
    public const string MeterName = "Chat.Gateway.SignIns";

    private const string Others = "others";

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Window> windows = [];
    private readonly Counter<long> failures;
    private readonly int most;
    private readonly int mostAddresses;
    private readonly TimeProvider time;
    private readonly ILogger<FailedSignIns> logger;
    private DateTimeOffset nextClearing;

    public FailedSignIns(
        IOptions<ThrottleOptions> options, TimeProvider time, IMeterFactory meters, ILogger<FailedSignIns> logger)
    {
        (most, mostAddresses) = (options.Value.FailedSignIns, options.Value.FailedAddresses);
        (this.time, this.logger) = (time, logger);
        failures = meters.Create(MeterName).CreateCounter<long>("chat.signin.failures", "{request}", "Refused tokens");
    }

    /// <summary>How much longer the address's bad tokens are refused; null when they are not.</summary>
    public TimeSpan? RefusedFor(string address)
    {
        var now = time.GetUtcNow();
        lock (gate)
            return Find(NameOf(address), now) is { } window && window.Count >= most ? window.EndsAt - now : null;
    }

    public void Add(string address)
    {
        failures.Add(1);
        if (Count(address) == most)
            logger.AddressRefused(address, most);
    }

    /// <summary>Counts one more, and says how many it makes in the address's minute.</summary>
    private int Count(string address)
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

    /// <summary>Once a minute, so that no failure costs more than another.</summary>
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
