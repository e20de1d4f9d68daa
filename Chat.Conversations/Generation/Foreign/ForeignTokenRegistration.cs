namespace Chat.Conversations.Generation.Foreign;

/// <summary>The door for tokens of workers that are not ours.</summary>
internal static class ForeignTokenRegistration
{
    public static void AddForeignTokens(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ForeignTokenOptions>().BindConfiguration(ForeignTokenOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<OpenJobs>();
        builder.Services.AddSingleton<ForeignTokens>();
        builder.Services.AddHostedService<ForeignTokenMover>();
    }
}
