using Chat.Gateway.Errors;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>
/// Has everything counted that is refused before it reaches a service, which counts for itself: so nobody gets refusals
/// without end.
/// </summary>
internal sealed class RefusalMiddleware(RequestDelegate next, Refusals refusals, IOptions<RateLimiterOptions> throttle)
{
    // A refused body may have cost as much as many good requests, so the throttle takes it for so many more.
    private const int Weight = 10;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (IsToBeCounted(context, ErrorMapping.ToFailure(failure).Status))
        {
            await CountAsync(context);
            throw;
        }

        if (IsToBeCounted(context, context.Response.StatusCode) && !context.Response.HasStarted)
            await CountAsync(context);
    }

    private Task CountAsync(HttpContext context)
    {
        using var taken = throttle.Value.GlobalLimiter?.AttemptAcquire(context, Weight);
        return refusals.CountAsync(context);
    }

    /// <summary>What was refused for too many is not counted, on any layer.</summary>
    private static bool IsToBeCounted(HttpContext context, int status) =>
        status is >= 400 and < 500 and not StatusCodes.Status429TooManyRequests && !context.IsCounted();
}
