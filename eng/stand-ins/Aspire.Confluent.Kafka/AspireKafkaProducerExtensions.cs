using Aspire.Confluent.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Kafka producers.</summary>
public static class AspireKafkaProducerExtensions
{
    private const string Section = "Aspire:Confluent:Kafka:Producer";
    private const string HealthCheckName = "Aspire.Confluent.Kafka.Producer";

    public static void AddKafkaProducer<TKey, TValue>(this IHostApplicationBuilder builder, string connectionName) =>
        builder.Add<TKey, TValue>(connectionName, null, null);

    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings) =>
        builder.Add<TKey, TValue>(connectionName, configureSettings, null);

    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<ProducerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add<TKey, TValue>(connectionName, null, (_, producer) => configureBuilder?.Invoke(producer));

    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add(connectionName, null, configureBuilder);

    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings,
        Action<ProducerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add<TKey, TValue>(connectionName, configureSettings, (_, producer) => configureBuilder?.Invoke(producer));

    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add(connectionName, configureSettings, configureBuilder);

    private static void Add<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
    {
        var settings = new KafkaProducerSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);
        if (settings.ConnectionString is { } servers)
            settings.Config.BootstrapServers = servers;

        builder.Services.AddSingleton<IProducer<TKey, TValue>>(
            services => Create(services, settings, configureBuilder));
        builder.AddKafkaTelemetry(settings.DisableTracing, settings.DisableMetrics);
        if (!settings.DisableHealthChecks)
            builder.Services.AddHealthChecks()
                .AddCheck<BrokerHealthCheck<IProducer<TKey, TValue>>>(HealthCheckName);
    }

    private static InstrumentedProducer<TKey, TValue> Create<TKey, TValue>(
        IServiceProvider services,
        KafkaProducerSettings settings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
    {
        if (string.IsNullOrWhiteSpace(settings.Config.BootstrapServers))
            throw new InvalidOperationException(
                "No bootstrap servers configured. Give ConnectionStrings:{name of the connection}, like host:port.");

        var builder = new ProducerBuilder<TKey, TValue>(settings.Config);
        configureBuilder?.Invoke(services, builder);
        var log = services.GetRequiredService<KafkaLog>();
        // A handler can be set only once, and the caller's comes first.
        KafkaLog.Offer(() => builder.SetLogHandler((_, message) => log.Write(message)));
        KafkaLog.Offer(() => builder.SetErrorHandler((_, error) => log.Write(error)));
        return new InstrumentedProducer<TKey, TValue>(builder.Build());
    }
}
