using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Appending;

/// <summary>How changes are gathered into transactions.</summary>
public sealed class AppenderOptions
{
    public const string Section = "Appending";

    /// <summary>A transaction takes at most this many changes: those that came while the one before was committed.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 256;

    /// <summary>Changes that may wait; beyond it callers wait to get in, until their deadline.</summary>
    [Range(16, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>
    /// How long a batch waits for a conversation that somebody else has locked. Then that conversation's changes wait apart,
    /// and the others go on.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:10")]
    public TimeSpan BatchLockTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long changes that wait apart do so; then their callers are told to retry.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Conversations whose changes wait apart at the same time, each on a connection of its own; the callers of any more are
    /// told to retry at once.
    /// </summary>
    [Range(1, 100)]
    public int LanesAtOnce { get; set; } = 4;
}
