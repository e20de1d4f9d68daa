using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Transports.Sse;

/// <summary>How server-sent event responses behave; the configuration section <c>Sse</c>.</summary>
public sealed class SseOptions
{
    public const string Section = "Sse";

    /// <summary>The longest silence; then a comment is sent, so that proxies and clients see a living connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:55", ErrorMessage = "Sse:Heartbeat must be 0.1 to 55 seconds (proxies give up at 60).")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one write may wait for the client; then the connection is closed and the client resumes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ErrorMessage = "Sse:WriteTimeout must be 0.1 seconds to 10 minutes.")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long clients are asked to wait before they reconnect.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "Sse:Retry must be 0.1 to 60 seconds.")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(1);
}
