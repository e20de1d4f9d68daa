using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>How long deleted conversations and messages can be restored, and how many purges run at once.</summary>
public sealed class PurgingOptions
{
    public const string Section = "Purging";

    /// <summary>A conversation that was deleted this long ago is purged, a message is erased; until then they can be restored.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan DeletedAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often such conversations, and keys that a purge left in Redis, are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Purges that one caller may have under way at a replica; more are refused.</summary>
    [Range(1, 16)]
    public int PerCaller { get; set; } = 1;

    /// <summary>The same for all callers together; each holds a connection to the database.</summary>
    [Range(1, 16)]
    public int AtOnce { get; set; } = 4;
}
