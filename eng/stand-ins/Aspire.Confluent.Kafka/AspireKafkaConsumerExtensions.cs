using Aspire.Confluent.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Kafka consumers.</summary>
public static class AspireKafkaConsumerExtensions
{
    private const string Section = "Aspire:Confluent:Kafka:Consumer";
    private const string HealthCheckName = "Aspire.Confluent.Kafka.Consumer";

    public static void AddKafkaConsumer<TKey, TValue>(this IHostApplicationBuilder builder, string connectionName) =>
        builder.Add<TKey, TValue>(connectionName, null, null);

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaConsumerSettings>? configureSettings) =>
        builder.Add<TKey, TValue>(connectionName, configureSettings, null);

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add<TKey, TValue>(connectionName, null, (_, consumer) => configureBuilder?.Invoke(consumer));

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add(connectionName, null, configureBuilder);

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add<TKey, TValue>(connectionName, configureSettings, (_, consumer) => configureBuilder?.Invoke(consumer));

    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder) =>
        builder.Add(connectionName, configureSettings, configureBuilder);

    private static void Add<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
    {
        var settings = new KafkaConsumerSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);
        if (settings.ConnectionString is { } servers)
            settings.Config.BootstrapServers = servers;

        builder.Services.AddSingleton<IConsumer<TKey, TValue>>(
            services => Create(services, settings, configureBuilder));
        builder.AddKafkaTelemetry(settings.DisableTracing, settings.DisableMetrics);
        if (!settings.DisableHealthChecks)
            builder.Services.AddHealthChecks()
                .AddCheck<BrokerHealthCheck<IConsumer<TKey, TValue>>>(HealthCheckName);
    }

    private static InstrumentedConsumer<TKey, TValue> Create<TKey, TValue>(
        IServiceProvider services,
        KafkaConsumerSettings settings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
    {
        if (string.IsNullOrWhiteSpace(settings.Config.BootstrapServers))
            throw new InvalidOperationException(
                "No bootstrap servers configured. Give ConnectionStrings:{name of the connection}, like host:port.");
        if (string.IsNullOrWhiteSpace(settings.Config.GroupId))
            throw new InvalidOperationException(
                $"No group id configured. Give {Section}:Config:GroupId, or set it in the settings.");

        // A broker answers a waiting fetch as soon as there is a record; librdkafka's own only when the wait is over.
        settings.Config.FetchWaitMaxMs ??= 20;
        var builder = new ConsumerBuilder<TKey, TValue>(settings.Config);
        configureBuilder?.Invoke(services, builder);
        var log = services.GetRequiredService<KafkaLog>();
        // A handler can be set only once, and the caller's comes first.
        KafkaLog.Offer(() => builder.SetLogHandler((_, message) => log.Write(message)));
        KafkaLog.Offer(() => builder.SetErrorHandler((_, error) => log.Write(error)));
        return new InstrumentedConsumer<TKey, TValue>(builder.Build());
    }
}
