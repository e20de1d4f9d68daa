using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>The gateway's own throttle: rough, per node, and ahead of everything that costs something.</summary>
public sealed class ThrottleOptions
{
    public const string Section = "Throttle";

    /// <summary>Requests that one caller (a user, else an address) may make at once.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 400;

    /// <summary>Requests that one caller may make a second, over time.</summary>
    [Range(1, 1_000_000)]
    public int PerSecond { get; set; } = 200;

    /// <summary>Event streams that one user may have open on this node.</summary>
    [Range(1, 100_000)]
    public int StreamsPerUser { get; set; } = 50;

    /// <summary>Refused tokens from one address in a minute after which it gets 429 for each bad token for a minute.</summary>
    [Range(1, 1_000_000)]
    public int FailedSignIns { get; set; } = 20;

    /// <summary>
    /// Refused requests without a valid token from one address in a minute after which it gets 429 for each for a minute.
    /// </summary>
    [Range(1, 1_000_000)]
    public int RefusedRequests { get; set; } = 300;

    /// <summary>Addresses whose refused tokens are counted apart; those of all others are counted together.</summary>
    [Range(1, 1_000_000)]
    public int FailedAddresses { get; set; } = 10_000;
}
