using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>Sets the framework's rate limiter up; what it refuses becomes a problem like any other.</summary>
internal sealed class ThrottleSetup(IOptions<ThrottleOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    public const string Streams = "streams";

    private readonly ThrottleOptions _options = options.Value;

    public void Configure(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
            http => RateLimitPartition.GetTokenBucketLimiter(CallerName.Of(http), _ => Bucket()));
        limiter.AddPolicy(Streams, http => RateLimitPartition.GetConcurrencyLimiter(
            CallerName.Of(http), _ => new ConcurrencyLimiterOptions { PermitLimit = _options.StreamsPerUser }));
    }

    private TokenBucketRateLimiterOptions Bucket() => new()
    {
        TokenLimit = _options.Burst,
        TokensPerPeriod = _options.PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = true,
    };
}
