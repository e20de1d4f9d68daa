using Aspire.MongoDB.Driver;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers, in place of a MongoDB client, the report that there is none.</summary>
public static class AspireMongoDBDriverExtensions
{
    private const string Section = "Aspire:MongoDB:Driver";
    private const string HealthCheckName = "MongoDB.Driver";

    public static void AddMongoDBClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<MongoDBSettings>? configureSettings = null)
    {
        var settings = new MongoDBSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddHostedService<MissingDriverNotice>();
        if (!settings.DisableHealthChecks)
            builder.Services.AddHealthChecks()
                .AddCheck(HealthCheckName, () => HealthCheckResult.Degraded(MissingDriverNotice.Reason));
    }
}
