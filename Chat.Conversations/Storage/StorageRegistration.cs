using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>Registers the database: one bounded pool of connections for all but slow reads.</summary>
internal static class StorageRegistration
{
    private const string ConnectionName = "chatdb";

    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => services.CreateDataSource(_ => { }));
        builder.Services.AddDbContextPool<ChatDbContext>((services, options) => options
            .UseNpgsql(services.GetRequiredService<NpgsqlDataSource>())
            // The migrations are SQL by hand: there is no snapshot that the model could differ from.
            .ConfigureWarnings(warnings => warnings
                .Ignore(RelationalEventId.PendingModelChangesWarning)
                // A failed command or connection is thrown, and whoever handles it logs it.
                .Log((RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug))));
        // Callers retry, with their deadline in mind; here a retry would only make them, and the health check, wait.
        builder.EnrichNpgsqlDbContext<ChatDbContext>(settings => settings.DisableRetry = true);
        builder.Services.AddSingleton<Partitions>();
    }

    public static void AddMigration(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<DatabaseCreation>();
        builder.Services.AddScoped<DatabaseMigration>();
    }

    /// <summary>Before everything that works in the background: hosted services start in the order of their registration.</summary>
    public static void AddSchemaWait(this IHostApplicationBuilder builder) =>
        builder.Services.AddHostedService<SchemaWait>();

    public static void AddPartitionKeeper(this IHostApplicationBuilder builder) =>
        builder.Services.AddHostedService<PartitionKeeper>();

    /// <summary>A pool of connections; a purpose of its own may narrow it.</summary>
    public static NpgsqlDataSource CreateDataSource(
        this IServiceProvider services, Action<NpgsqlConnectionStringBuilder> narrow)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        var connectionString = services.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName);
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException(
                $"ConnectionStrings:{ConnectionName} is not set; give it, like Host=...;Username=...;Database=....");

        var source = new NpgsqlDataSourceBuilder(connectionString);
        source.UseLoggerFactory(services.GetService<ILoggerFactory>());
        source.ConnectionStringBuilder.ApplicationName ??= "Chat.Conversations";
        source.ConnectionStringBuilder.MaxPoolSize = options.MaxConnections;
        source.ConnectionStringBuilder.CommandTimeout = (int)options.CommandTimeout.TotalSeconds;
        // Every setting is made for its transaction only, so there is nothing to reset.
        source.ConnectionStringBuilder.NoResetOnClose = true;
        // Compiling a statement takes longer than the longest of ours.
        source.ConnectionStringBuilder.Options = "-c jit=off";
        // The statements are few and always the same.
        source.ConnectionStringBuilder.MaxAutoPrepare = 50;
        source.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        narrow(source.ConnectionStringBuilder);
        return source.Build();
    }
}
