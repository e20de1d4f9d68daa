using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>The doors of throttling.</summary>
internal static class ThrottlingExtensions
{
    public static void AddThrottling(this IServiceCollection services)
    {
        services.AddOptions<ThrottleOptions>()
            .BindConfiguration(ThrottleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, ThrottleSetup>();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<FailedSignIns>();
        services.AddHttpContextAccessor();
        services.AddSingleton<Refusals>();
    }
}
