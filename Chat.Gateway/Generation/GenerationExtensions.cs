using Chat.Gateway.Generation.Streaming;
using Chat.ServiceDefaults.WarmUp;

namespace Chat.Gateway.Generation;

/// <summary>The door of generation: what its endpoints need.</summary>
internal static class GenerationExtensions
{
    public static void AddGeneration(this IHostApplicationBuilder builder)
    {
        builder.AddTokenStreams();
        builder.AddWarmUp<AnswerWarmUp>();
        builder.Services.AddSingleton<StreamMetrics>();
        builder.Services.AddSingleton<Departures>();
        builder.Services.AddSingleton<FeedTools>();
        builder.Services.AddSingleton<JobStreams>();
        builder.Services.AddTransient<StoredAnswers>();
        builder.Services.AddTransient<AnswerStreams>();
    }
}
