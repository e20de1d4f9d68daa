using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Dispatching;

/// <summary>How jobs reach Kafka.</summary>
public sealed class DispatchOptions
{
    public const string Section = "Dispatching";

    /// <summary>Jobs that go out together.</summary>
    [Range(1, 5_000)]
    public int BatchSize { get; set; } = 256;

    /// <summary>Jobs that may wait to go out; what comes on top is left to the poll.</summary>
    [Range(100, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>How many jobs of one user are on Kafka and with the workers at once; the others wait their turn.</summary>
    [Range(1, 1_000)]
    public int UserWindow { get; set; } = 4;

    /// <summary>The same for a tenant; its users take turns. Not less than the workers can run at once.</summary>
    [Range(1, 100_000)]
    public int TenantWindow { get; set; } = 256;

    /// <summary>How often jobs that did not get out are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a replica waits for another that admits jobs; then the next poll tries again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long Kafka may take to confirm a record; shorter than the time that a job is held for us.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:05")]
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
