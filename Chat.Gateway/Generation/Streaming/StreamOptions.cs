using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>How token streams are followed; the configuration section <c>Streams</c>.</summary>
public sealed class StreamOptions
{
    public const string Section = "Streams";

    /// <summary>How often a stream is read although nobody poked; a lost poke costs at most this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:30", ErrorMessage = "Streams:PollInterval must be 0.05 to 30 seconds.")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long Redis may take for one answer; then the stream counts as unreachable until the next try.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30", ErrorMessage = "Streams:RedisTimeout must be 0.1 to 30 seconds.")]
    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stream may be silent before the job's record is asked whether it has ended.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "Streams:JobCheckInterval must be 0.1 to 60 seconds.")]
    public TimeSpan JobCheckInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after the job's end the stream's own last entry is waited for before the record speaks for it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "Streams:LastEntryGrace must be 0 to 60 seconds.")]
    public TimeSpan LastEntryGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stream is kept after its last client left, so that a reconnect finds it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "Streams:Linger must be 0 seconds to 10 minutes.")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often Conversations is asked whether a reader still takes part; who left is told at once, this is for what
    /// Redis lost.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "Streams:AccessCheckInterval must be 0.1 seconds to 5 minutes.")]
    public TimeSpan AccessCheckInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of events kept per job; beyond it the older ones become one snapshot of the text so far.</summary>
    [Range(1024, 256 * 1024 * 1024, ErrorMessage = "Streams:MaxBytes must be 1 KiB to 256 MiB.")]
    public int MaxBytes { get; set; } = 4 * 1024 * 1024;
}
