using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Projections;

/// <summary>How the rooms design's keys in Redis are kept right, and how much of them is kept.</summary>
public sealed class ProjectionsOptions
{
    public const string Section = "Projections";

    /// <summary>Rooms that may wait to be written anew; when there are more, all rooms are.</summary>
    [Range(1, 1_000_000)]
    public int StaleRooms { get; set; } = 10_000;

    /// <summary>References to missed messages that are kept for a user, the newest ones.</summary>
    [Range(1, 10_000)]
    public int MissedMessages { get; set; } = 500;

    /// <summary>Bytes that a user's list of missed messages may take in Redis; then the oldest references go.</summary>
    [Range(1_024, 16 * 1024 * 1024)]
    public int MissedBytesPerUser { get; set; } = 64 * 1024;

    /// <summary>Bytes that all such lists of a tenant may take; then the lists that would end soonest go.</summary>
    [Range(1_024, 64L * 1024 * 1024 * 1024)]
    public long MissedBytesPerTenant { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long missed messages are kept for somebody who was here within <see cref="KnownFor"/>.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan MissedFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long they are kept for an id that was not here for so long, or never.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan MissedForStrangers { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long it is remembered that a user was here.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan KnownFor { get; set; } = TimeSpan.FromDays(30);
}
