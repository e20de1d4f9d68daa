using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Generation.Streaming;
using Chat.ServiceDefaults;

namespace Chat.Gateway.Generation;

/// <summary>The door of generation: what its endpoints need.</summary>
internal static class GenerationExtensions
{
    public static void AddGeneration(this IHostApplicationBuilder builder)
    {
        builder.AddGrpcServiceClient<GenerationService.GenerationServiceClient>(ServiceAddresses.Conversations)
            .AddForwardedToken()
            .RetryUnavailable(
                "chat.conversations.v1.GenerationService/GetJob", "chat.conversations.v1.GenerationService/CancelJob");
        builder.AddTokenStreams();
        builder.Services.AddSingleton<StreamMetrics>();
        builder.Services.AddSingleton<FeedTools>();
        builder.Services.AddSingleton<JobStreams>();
        builder.Services.AddTransient<StoredAnswers>();
        builder.Services.AddTransient<AnswerStreams>();
    }
}
