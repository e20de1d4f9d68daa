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

    /// <summary>How often jobs that did not get out are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long Kafka may take to confirm a record; shorter than the time that a job is held for us.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:05")]
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
