using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults.WarmUp;

/// <summary>How long a service may take to get ready.</summary>
public sealed class WarmUpOptions
{
    public const string Section = "WarmUp";

    /// <summary>
    /// How long the service calls itself unhealthy while it connects and warms up; what is not there by then makes it degraded,
    /// and it goes on trying.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one try may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
