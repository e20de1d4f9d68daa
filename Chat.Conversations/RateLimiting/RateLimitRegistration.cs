using Microsoft.Extensions.Options;

namespace Chat.Conversations.RateLimiting;

/// <summary>Registers rate limiting.</summary>
internal static class RateLimitRegistration
{
    public static void AddRateLimiting(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        builder.Services.AddSingleton<RedisCounter>();
        builder.Services.AddSingleton<LocalCounter>();
        builder.Services.AddSingleton<RateBuckets>();
        builder.Services.AddSingleton<RateLimiter>();
        builder.Services.AddSingleton<ConversationRate>();
        builder.Services.AddSingleton<CountedRequests>();
    }
}
