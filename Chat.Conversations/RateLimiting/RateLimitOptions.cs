using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.RateLimiting;

/// <summary>How much a user, a tenant and a conversation may ask for; counted in Redis, so that replicas agree.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Whether anything is counted.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What one user or agent may ask for.</summary>
    [ValidateObjectMembers]
    public RateLimit User { get; set; } = new() { Requests = 500 };

    /// <summary>What all of a tenant may ask for together.</summary>
    [ValidateObjectMembers]
    public RateLimit Tenant { get; set; } = new() { Requests = 200_000 };

    /// <summary>Changes of one conversation, by whomever.</summary>
    [ValidateObjectMembers]
    public RateLimit Conversation { get; set; } = new() { Requests = 20_000 };

    /// <summary>Looks of one user or agent at jobs; an open stream looks every few seconds.</summary>
    [ValidateObjectMembers]
    public RateLimit Jobs { get; set; } = new() { Requests = 20_000 };

    /// <summary>How long Redis may take before this replica counts by itself.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromMilliseconds(100);
}

/// <summary>So many requests in a window that opens with the first of them.</summary>
public sealed class RateLimit
{
    [Range(1, 1_000_000_000)]
    public int Requests { get; set; }

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>Checks the options with their parts.</summary>
[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
