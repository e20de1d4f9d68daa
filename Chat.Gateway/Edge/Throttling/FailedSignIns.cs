using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>Remembers addresses that send tokens which are no good, and for how long they are refused.</summary>
internal sealed class FailedSignIns
{
    public const string MeterName = "Chat.Gateway.SignIns";

    /// <summary>Beyond so many addresses the ones whose minute is over are forgotten.</summary>
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Window> windows = new();
    private readonly Counter<long> failures;
    private readonly int most;
    private readonly TimeProvider time;
    private readonly ILogger<FailedSignIns> logger;

    public FailedSignIns(
        IOptions<ThrottleOptions> options, TimeProvider time, IMeterFactory meters, ILogger<FailedSignIns> logger)
    {
        (most, this.time, this.logger) = (options.Value.FailedSignIns, time, logger);
        failures = meters.Create(MeterName).CreateCounter<long>("chat.signin.failures", "{request}", "Refused tokens");
    }

    /// <summary>How much longer the address is refused; null when it is not.</summary>
    public TimeSpan? RefusedFor(string address) =>
        windows.TryGetValue(address, out var window) && window.Count >= most && window.EndsAt > time.GetUtcNow()
            ? window.EndsAt - time.GetUtcNow()
            : null;

    public void Add(string address)
    {
        failures.Add(1);
        if (windows.Count > MostAddresses)
            ForgetOld();
        var window = windows.AddOrUpdate(address, _ => new Window(1, NextEnd()), (_, old) => old.EndsAt > time.GetUtcNow()
            ? new Window(old.Count + 1, old.Count + 1 == most ? NextEnd() : old.EndsAt)
            : new Window(1, NextEnd()));
        if (window.Count == most)
            logger.AddressRefused(address, most);
    }

    private DateTimeOffset NextEnd() => time.GetUtcNow() + s_window;

    private void ForgetOld()
    {
        foreach (var (address, window) in windows)
            if (window.EndsAt <= time.GetUtcNow())
                windows.TryRemove(address, out _);
    }

    private sealed record Window(int Count, DateTimeOffset EndsAt);
}
