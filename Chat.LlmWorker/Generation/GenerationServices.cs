namespace Chat.LlmWorker.Generation;

/// <summary>Registers the making of answers.</summary>
internal static class GenerationServices
{
    public static IHostApplicationBuilder AddGeneration(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<GenerationOptions>().BindConfiguration(GenerationOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<GenerationMetrics>();
        builder.Services.AddSingleton<ModelCall>();
        builder.Services.AddSingleton<AnswerStreamer>();
        builder.Services.AddSingleton<AttemptFactory>();
        builder.Services.AddSingleton<AttemptClosing>();
        builder.Services.AddSingleton<AttemptRunner>();
        builder.Services.AddSingleton<GenerateAnswer>();
        return builder;
    }
}
