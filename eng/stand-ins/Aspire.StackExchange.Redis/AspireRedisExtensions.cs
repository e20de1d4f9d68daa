using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Redis connections.</summary>
public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";
    private const string HealthCheckName = "StackExchange.Redis";

    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        builder.Add(connectionName, serviceKey: null, configureSettings, configureOptions);

    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null) =>
        builder.Add(name, serviceKey: name, configureSettings, configureOptions);

    private static void Add(
        this IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        var settings = builder.ReadSettings(connectionName);
        configureSettings?.Invoke(settings);

        // A missing connection string is reported when the connection is first asked for, as Aspire does.
        builder.Services.AddKeyedSingleton<IConnectionMultiplexer>(
            serviceKey, (_, _) => RedisConnection.Open(connectionName, settings, configureOptions));

        if (settings.DisableHealthChecks)
            return;

        var checkName = serviceKey is null ? HealthCheckName : $"{HealthCheckName}_{serviceKey}";
        builder.Services.AddHealthChecks().AddTypeActivatedCheck<RedisHealthCheck>(
            checkName, failureStatus: null, tags: [], serviceKey ?? "");
    }

    private static StackExchangeRedisSettings ReadSettings(this IHostApplicationBuilder builder, string connectionName)
    {
        var settings = new StackExchangeRedisSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        return settings;
    }
}
