using Chat.Conversations.Appending;
using Chat.ServiceDefaults.WarmUp;

namespace Chat.Conversations.Publishing;

/// <summary>Registers publishing.</summary>
internal static class PublishingRegistration
{
    public static void AddPublishing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PublishingOptions>()
            .BindConfiguration(PublishingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.AddWarmUp<PublishingWarmUp>();
        builder.Services.AddSingleton<LogChannel>();
        builder.Services.AddSingleton<PublishedStore>();
        builder.Services.AddSingleton<RowWaits>();
        builder.Services.AddSingleton<PublishedOffsets>();
        builder.Services.AddSingleton<BehindReader>();
        builder.Services.AddSingleton<GapWatch>();
        builder.Services.AddSingleton<GapPublisher>();
        builder.Services.AddSingleton<Publisher>();
        builder.Services.AddSingleton<ICommitListener>(services => services.GetRequiredService<Publisher>());
        // Stopped from last to first: the publisher before the offsets that it still moves.
        builder.Services.AddHostedService(services => services.GetRequiredService<PublishedOffsets>());
        builder.Services.AddHostedService(services => services.GetRequiredService<Publisher>());
        builder.Services.AddHostedService<CatchUp>();
    }
}
