using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults;

/// <summary>How the clients of other services behave.</summary>
public sealed class GrpcClientOptions
{
    public const string Section = "GrpcClients";

    /// <summary>How long a unary call may take that names no deadline itself; it fails with DEADLINE_EXCEEDED then.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection with open calls may be silent before it is asked for a sign of life.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAlivePingDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long that sign may take; then the connection is given up, and its calls fail with UNAVAILABLE.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan KeepAlivePingTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a connection may grow; new calls then meet a replica that joined meanwhile.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
