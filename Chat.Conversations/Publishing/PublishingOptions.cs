using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Publishing;

/// <summary>How committed log entries reach Redis.</summary>
public sealed class PublishingOptions
{
    public const string Section = "Publishing";

    /// <summary>Entries that may wait for Redis; what comes on top is left to the catch-up.</summary>
    [Range(100, 1_000_000)]
    public int QueueCapacity { get; set; } = 20_000;

    /// <summary>Entries that go out in one pipeline.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>How often the published offsets are stored; until then a crash publishes the entries again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often conversations that stayed behind are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:10:00")]
    public TimeSpan CatchUpInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A conversation that is behind for less than this is left to the publisher.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan CatchUpAfter { get; set; } = TimeSpan.FromSeconds(2);
}
