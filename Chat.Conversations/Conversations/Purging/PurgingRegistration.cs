namespace Chat.Conversations.Conversations.Purging;

/// <summary>Registers purging.</summary>
internal static class PurgingRegistration
{
    public static void AddPurging(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PurgingOptions>()
            .BindConfiguration(PurgingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PurgedKeys>();
        builder.Services.AddSingleton<MessageErasure>();
        builder.Services.AddSingleton<PurgedLeftovers>();
        builder.Services.AddSingleton<PurgeTurns>();
        builder.Services.AddSingleton<ConversationPurge>();
        builder.Services.AddHostedService<PurgeSweeper>();
    }
}
