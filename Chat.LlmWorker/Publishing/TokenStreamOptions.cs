using System.ComponentModel.DataAnnotations;

namespace Chat.LlmWorker.Publishing;

/// <summary>How tokens reach the Redis stream of their job.</summary>
public sealed class TokenStreamOptions
{
    public const string Section = "TokenStream";

    /// <summary>After an entry, tokens are gathered for this long before the next one. The first is never delayed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan GatherFor { get; set; } = TimeSpan.FromMilliseconds(15);

    /// <summary>How long the stream stays readable after its newest entry.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A write that Redis does not answer within this time counts as failed and is made good by a snapshot.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:30")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before Redis is tried again after a failed write; the first is a tenth of it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:30")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the last entry is tried; after that, readers find the end in the job itself.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan FinishTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
