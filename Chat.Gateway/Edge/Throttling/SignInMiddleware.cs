using Chat.Contracts.Errors;
using Chat.Gateway.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>
/// Refuses the bad tokens of addresses that guess. Good ones always pass, as many callers may share an address, and a
/// request without a token is no guess.
/// </summary>
internal sealed class SignInMiddleware(RequestDelegate next, FailedSignIns failed)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated == true || !context.Request.Headers.ContainsKey(HeaderNames.Authorization))
        {
            await next(context);
            return;
        }

        var address = CallerName.AddressOf(context);
        if (failed.RefusedFor(address) is { } wait)
            throw new ApiException(new Failure(ErrorCodes.RateLimited, "Too many refused tokens came from here.") { RetryAfter = wait });
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
            failed.Add(address);
    }
}
