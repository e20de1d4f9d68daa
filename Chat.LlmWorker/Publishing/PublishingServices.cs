using Chat.ServiceDefaults.WarmUp;

namespace Chat.LlmWorker.Publishing;

/// <summary>Registers what carries tokens and job ends out of the worker.</summary>
internal static class PublishingServices
{
    public static IHostApplicationBuilder AddPublishing(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("redis");
        builder.Services.AddOptions<TokenStreamOptions>().BindConfiguration(TokenStreamOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<TokenStreamAppender>();
        builder.Services.AddSingleton<TokenStreams>();
        builder.Services.AddSingleton<JobRecorder>();
        builder.AddWarmUp<PublishingWarmUp>();
        builder.Services.AddSingleton<CancellationSignals>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CancellationSignals>());
        return builder;
    }
}
