using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Messages.Window;

/// <summary>How the newest messages of a conversation are kept in Redis.</summary>
public sealed class WindowOptions
{
    public const string Section = "Window";

    /// <summary>How long Redis may take; then the page is read from the database.</summary>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:05")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long Redis is not asked after it did not answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a window stays after it was filled.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a page may be answered again without the database; zero turns that off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan RepeatedFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Windows that may wait to be filled; what comes on top is left to the next read.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 1_000;
}
