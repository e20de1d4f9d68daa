using System.ComponentModel.DataAnnotations;

namespace Chat.LlmWorker.Consuming;

/// <summary>How requests are taken from Kafka and how many run at once.</summary>
public sealed class ConsumerOptions
{
    public const string Section = "Consumer";

    /// <summary>How many jobs of one partition run at once; jobs of one conversation always run one after another.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 8;

    /// <summary>How many of them may be one user's; the rest are left to others, at least one where there are several.</summary>
    [Range(1, 1_000)]
    public int UserConcurrency { get; set; } = 4;

    /// <summary>How many records of one partition may be unsettled; then the partition is paused until half are settled.</summary>
    [Range(2, 100_000)]
    public int Capacity { get; set; } = 64;

    /// <summary>Kafka gives the partitions of a worker that was silent for this long to others.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>The wait before a request that could not be begun, or a dead letter, is tried again; it doubles each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest such wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long running jobs may go on when the worker is stopped; then they are given back for others to run.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long giving them back may take; what is left is taken over when its lease runs out.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan GiveBackTimeout { get; set; } = TimeSpan.FromSeconds(3);
}
