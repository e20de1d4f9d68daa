namespace Chat.Gateway.Generation.Streaming;

/// <summary>The door of token streams: the connection to Redis and its health.</summary>
internal static class TokenStreamExtensions
{
    public static void AddTokenStreams(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StreamOptions>().BindConfiguration(StreamOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();

        // Without Redis answers still come, from the record: that is degraded, and a restart would not help.
        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true);
        builder.Services.AddHealthChecks().AddCheck<TokenStreamHealth>("redis");
        builder.Services.AddSingleton<TokenStreamReader>();
    }
}
