namespace Chat.Presence.Online;

/// <summary>Registers presence and its store.</summary>
internal static class OnlineServices
{
    public static IHostApplicationBuilder AddOnline(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("redis");
        builder.Services.AddOptions<PresenceOptions>().BindConfiguration(PresenceOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PresenceStore>();
        return builder;
    }
}
