using System.ComponentModel.DataAnnotations;

namespace Chat.Conversations.SlowReads;

/// <summary>How much of the database the reads get that may be slow; what is left is for writes and ordinary reads.</summary>
public sealed class SlowReadsOptions
{
    public const string Section = "SlowReads";

    /// <summary>Connections of this process for them, beside those of <c>Storage:MaxConnections</c>: so many run at once.</summary>
    [Range(1, 100)]
    public int Connections { get; set; } = 4;

    /// <summary>So many of one user or agent run at once in this process.</summary>
    [Range(1, 100)]
    public int PerCaller { get; set; } = 2;

    /// <summary>So many more of one user or agent may wait in this process; the next is refused.</summary>
    [Range(0, 1_000)]
    public int WaitingPerCaller { get; set; } = 6;

    /// <summary>Who has waited so long is refused.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A statement that takes longer is ended by the database itself.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
