using Chat.Conversations.Appending;
using Chat.Conversations.Generation.Foreign;
using Chat.ServiceDefaults.WarmUp;

namespace Chat.Conversations.Generation;

/// <summary>Registers generations.</summary>
internal static class GenerationRegistration
{
    public static void AddGeneration(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<GenerationOptions>()
            .BindConfiguration(GenerationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<JobLeases>();
        builder.AddWarmUp<PromptWarmUp>();
        builder.Services.AddSingleton<JobWatch>();
        builder.Services.AddSingleton<StuckJobs>();
        builder.Services.AddHealthChecks().AddCheck<JobHealth>("jobs");
        builder.Services.AddSingleton<JobQueries>();
        builder.Services.AddSingleton<PurgedJobs>();
        builder.Services.AddScoped<PromptContextReader>();
        builder.Services.AddSingleton<TokenStreamCloser>();
        builder.Services.AddSingleton<ICommitListener>(services => services.GetRequiredService<TokenStreamCloser>());
        builder.Services.AddHostedService(services => services.GetRequiredService<TokenStreamCloser>());
        builder.Services.AddHostedService<JobSweeper>();
        builder.AddForeignTokens();
    }
}
