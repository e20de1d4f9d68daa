using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults;

/// <summary>How the clients of other services behave.</summary>
public sealed class GrpcClientOptions
{
    public const string Section = "GrpcClients";

    /// <summary>How long a unary call may take that names no deadline itself; it fails with DEADLINE_EXCEEDED then.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections to one address; a balancer may give each to another replica.</summary>
    [Range(1, 64)]
    public int Connections { get; set; } = 4;

    /// <summary>How long a call may wait on a connection that is silent; then the replica is asked for a sign of life.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a replica may take to be connected to and to give that sign; then calls that may be repeated go to another.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection with open calls may carry nothing before it is sent a ping.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAlivePingDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the ping's answer may take; then the connection is given up, and its calls fail with UNAVAILABLE.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan KeepAlivePingTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How old a connection may grow; new calls then meet a replica that joined meanwhile.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
