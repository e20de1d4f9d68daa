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
    /// How long a transaction waits for a lock. Then its changes are tried once more, those of each conversation apart, and
    /// the callers whose conversation is still locked are told to retry: twice this is well within a caller's deadline.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
