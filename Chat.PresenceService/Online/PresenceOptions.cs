using System.ComponentModel.DataAnnotations;

namespace Chat.Presence.Online;

/// <summary>How long nodes live, and how much one call may ask for.</summary>
public sealed class PresenceOptions
{
    public const string Section = "Presence";

    /// <summary>A node that sent no heartbeat for this long is dead, and all its connections with it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan NodeLifetime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the remains of dead nodes are looked for; queries never count them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many connections are removed in one step, so that others get their turn in Redis.</summary>
    [Range(1, 100_000)]
    public int SweepBatch { get; set; } = 500;

    /// <summary>How many registered principals one listing looks at; a tenant with more gets a truncated list.</summary>
    [Range(1, 1_000_000)]
    public int ListScan { get; set; } = 10_000;

    /// <summary>A Redis that does not answer within this time counts as unavailable.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
