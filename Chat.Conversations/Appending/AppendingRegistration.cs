namespace Chat.Conversations.Appending;

/// <summary>Registers the appender.</summary>
internal static class AppendingRegistration
{
    public static void AddAppending(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AppenderOptions>()
            .BindConfiguration(AppenderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<BatchPolicy>();
        builder.Services.AddSingleton<BatchLoader>();
        builder.Services.AddSingleton<BatchTransaction>();
        builder.Services.AddSingleton<BatchCommit>();
        builder.Services.AddSingleton<ScopeConversations>();
        builder.Services.AddSingleton<HeldLanes>();
        builder.Services.AddSingleton<HeldChanges>();
        builder.Services.AddSingleton<Appender>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Appender>());
    }
}
