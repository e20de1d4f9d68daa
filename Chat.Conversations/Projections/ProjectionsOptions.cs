using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Projections;

/// <summary>How the rooms design's keys in Redis are kept right.</summary>
public sealed class ProjectionsOptions
{
    public const string Section = "Projections";

    /// <summary>Rooms that may wait to be written anew; when there are more, all rooms are.</summary>
    [Range(1, 1_000_000)]
    public int StaleRooms { get; set; } = 10_000;
}
