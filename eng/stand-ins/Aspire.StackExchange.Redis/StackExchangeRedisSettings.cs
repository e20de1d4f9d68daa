namespace Aspire.StackExchange.Redis;

/// <summary>The settings of a Redis connection.</summary>
public sealed class StackExchangeRedisSettings
{
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    /// <summary>Without effect here: StackExchange.Redis 1.2.6 gives tracing nothing to hold on to.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Without effect here: a connection is made when it is first asked for.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
