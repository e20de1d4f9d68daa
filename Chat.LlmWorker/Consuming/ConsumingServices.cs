using System.Diagnostics;
using Aspire.Confluent.Kafka;
using Chat.ServiceDefaults.WarmUp;
using Confluent.Kafka;

namespace Chat.LlmWorker.Consuming;

/// <summary>Registers what takes requests from Kafka.</summary>
internal static class ConsumingServices
{
    private const string Connection = "kafka";
    private const string Group = "chat-llm-worker";

    public static IHostApplicationBuilder AddConsuming(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ConsumerOptions>().BindConfiguration(ConsumerOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        var options = builder.Configuration.GetSection(ConsumerOptions.Section).Get<ConsumerOptions>() ?? new();
        builder.AddKafkaConsumer<byte[], byte[]>(Connection, settings => Configure(settings, options), ConfigureHandlers);
        builder.AddKafkaProducer<byte[], byte[]>(Connection, Configure);

        // The hosts waits a little longer than the jobs are waited for.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout =
            options.DrainTimeout + options.GiveBackTimeout + TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(new ActivitySource(builder.Environment.ApplicationName));
        builder.Services.AddSingleton<ConsumerMetrics>();
        builder.Services.AddSingleton<ConversationLanes>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddSingleton<RequestHandler>();
        builder.Services.AddSingleton<Assignment>();
        builder.Services.AddSingleton<IWarmUp>(services => services.GetRequiredService<Assignment>());
        builder.Services.AddSingleton<PartitionFlow>();
        builder.Services.AddSingleton<PartitionWorkers>();
        builder.Services.AddHostedService<ChatRequestConsumer>();
        return builder;
    }

    private static void Configure(KafkaConsumerSettings settings, ConsumerOptions options)
    {
        var config = settings.Config;
        config.GroupId = Group;
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        // Committed is what was stored, and stored is only what is settled.
        config.EnableAutoOffsetStore = false;
        config.EnableAutoCommit = true;
        config.AutoCommitIntervalMs = 1000;
        config.SessionTimeoutMs = (int)options.SessionTimeout.TotalMilliseconds;
        config.HeartbeatIntervalMs = config.SessionTimeoutMs / 3;
        // Partitions that stay with a worker go on while others move.
        config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        // A topic that is created after the worker started is found soon.
        config.TopicMetadataRefreshIntervalMs = 5000;
    }

    private static void Configure(KafkaProducerSettings settings)
    {
        settings.Config.Acks = Acks.All;
        settings.Config.EnableIdempotence = true;
        settings.Config.MessageTimeoutMs = 10_000;
        // The consumer is asked already, and this one would write to a topic.
        settings.DisableHealthChecks = true;
    }

    private static void ConfigureHandlers(IServiceProvider services, ConsumerBuilder<byte[], byte[]> consumer)
    {
        var workers = services.GetRequiredService<PartitionWorkers>();
        var logger = services.GetRequiredService<ILogger<ChatRequestConsumer>>();
        consumer.SetPartitionsAssignedHandler(workers.Assign);
        consumer.SetPartitionsRevokedHandler((_, marks) => workers.Revoke(marks.Select(mark => mark.TopicPartition)));
        consumer.SetPartitionsLostHandler((_, marks) => workers.Revoke(marks.Select(mark => mark.TopicPartition)));
        consumer.SetErrorHandler((_, error) => ConsumerLog.KafkaFailed(logger, error.Code, error.Reason));
    }
}
