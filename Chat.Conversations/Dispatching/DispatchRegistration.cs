using Chat.Conversations.Appending;
using Chat.ServiceDefaults.WarmUp;
using Confluent.Kafka;

namespace Chat.Conversations.Dispatching;

/// <summary>Registers dispatching, with a producer that loses and doubles nothing on its own.</summary>
internal static class DispatchRegistration
{
    public static void AddDispatching(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(DispatchOptions.Section);
        var delivery = section.Get<DispatchOptions>()?.DeliveryTimeout ?? new DispatchOptions().DeliveryTimeout;
        builder.Services.AddOptions<DispatchOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddKafkaProducer<string, byte[]>("kafka", settings =>
        {
            settings.Config.EnableIdempotence = true;
            settings.Config.Acks = Acks.All;
            settings.Config.LingerMs = 2;
            settings.Config.MessageTimeoutMs = (int)delivery.TotalMilliseconds;
        });
        builder.Services.AddSingleton<ChatRequestProducer>();
        builder.AddWarmUp<DispatchWarmUp>();
        builder.Services.AddSingleton<JobLines>();
        builder.Services.AddSingleton<Leftovers>();
        builder.Services.AddSingleton<JobDispatcher>();
        builder.Services.AddSingleton<ICommitListener>(services => services.GetRequiredService<JobDispatcher>());
        builder.Services.AddHostedService(services => services.GetRequiredService<JobDispatcher>());
    }
}
