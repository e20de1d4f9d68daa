using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers contexts on PostgreSQL, or equips registered ones.</summary>
public static class AspireEFPostgreSqlExtensions
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";
    private const string TelemetryName = "Npgsql";

    public static void AddNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null)
        where TContext : DbContext
    {
        if (builder.IsRegistered<TContext>())
            throw new InvalidOperationException(
                $"{typeof(TContext).Name} is registered already; call {nameof(EnrichNpgsqlDbContext)} for it instead.");

        var settings = builder.ReadSettings<TContext>(connectionName);
        configureSettings?.Invoke(settings);

        builder.Services.AddDbContextPool<TContext>(options =>
        {
            if (string.IsNullOrWhiteSpace(settings.ConnectionString))
                throw new InvalidOperationException(
                    $"ConnectionStrings:{connectionName} is not set; give it, like Host=...;Username=...;Database=....");
            options.UseNpgsql(settings.ConnectionString, npgsql => npgsql.Apply(settings));
            configureDbContextOptions?.Invoke(options);
        });
        builder.AddHealthAndTelemetry<TContext>(settings);
    }

    public static void EnrichNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null)
        where TContext : DbContext
    {
        if (!builder.IsRegistered<TContext>())
            throw new InvalidOperationException(
                $"{typeof(TContext).Name} is not registered; call {nameof(AddNpgsqlDbContext)} for it instead.");

        var settings = builder.ReadSettings<TContext>(connectionName: null);
        configureSettings?.Invoke(settings);
        builder.Services.ConfigureDbContext<TContext>(options => options.UseNpgsql(npgsql => npgsql.Apply(settings)));
        builder.AddHealthAndTelemetry<TContext>(settings);
    }

    private static void Apply(
        this NpgsqlDbContextOptionsBuilder npgsql, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
    {
        if (!settings.DisableRetry)
            npgsql.EnableRetryOnFailure();
        if (settings.CommandTimeout is { } seconds)
            npgsql.CommandTimeout(seconds);
    }

    private static bool IsRegistered<TContext>(this IHostApplicationBuilder builder)
        where TContext : DbContext =>
        builder.Services.Any(service => service.ServiceType == typeof(DbContextOptions<TContext>));

    private static NpgsqlEntityFrameworkCorePostgreSQLSettings ReadSettings<TContext>(
        this IHostApplicationBuilder builder, string? connectionName)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(typeof(TContext).Name).Bind(settings);
        if (connectionName is null)
            return settings;

        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        return settings;
    }

    private static void AddHealthAndTelemetry<TContext>(
        this IHostApplicationBuilder builder, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
        where TContext : DbContext
    {
        if (!settings.DisableHealthChecks)
            builder.Services.AddHealthChecks().AddCheck<DbContextHealthCheck<TContext>>(typeof(TContext).Name);
        if (!settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(TelemetryName));
        if (!settings.DisableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(TelemetryName));
    }
}
