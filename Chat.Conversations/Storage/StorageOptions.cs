using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.Storage;

/// <summary>How the database is used.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Connections of this process at most; who finds none free waits.</summary>
    [Range(4, 500)]
    public int MaxConnections { get; set; } = 30;

    /// <summary>A statement that takes longer is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Months after the current one whose partitions are made ahead.</summary>
    [Range(1, 24)]
    public int MonthsAhead { get; set; } = 2;

    /// <summary>How often the partitions are looked after.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan PartitionInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a start, or a run of the migrations, waits for the database; then it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SchemaTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
