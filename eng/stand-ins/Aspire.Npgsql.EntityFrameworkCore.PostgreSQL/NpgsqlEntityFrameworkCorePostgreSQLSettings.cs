namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>The settings of a context on PostgreSQL.</summary>
public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    public string? ConnectionString { get; set; }

    public bool DisableRetry { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    public bool DisableMetrics { get; set; }

    /// <summary>In seconds.</summary>
    public int? CommandTimeout { get; set; }
}
