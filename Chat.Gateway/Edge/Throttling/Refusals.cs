using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Errors;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Edge.Throttling;

/// <summary>
/// Counts requests that the gateway refused: where they name every request of a caller, or for an address when no valid
/// token came along. Throws the refusal that takes the other's place when there were too many.
/// </summary>
internal sealed class Refusals(
    RateService.RateServiceClient rates, IOptions<ThrottleOptions> options, TimeProvider time, ILogger<Refusals> logger)
{
    private const int MostAddresses = 10_000;

    // The answer waits for it, and is as good without it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly AddressCounts addresses = new(options.Value.RefusedRequests, MostAddresses, time);

    public static Failure TooMany(TimeSpan wait) =>
        new(ErrorCodes.RateLimited, "Too many requests were refused from here.") { RetryAfter = wait };

    public Task CountAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated == true)
            return CountForCallerAsync();
        CountFor(CallerName.AddressOf(context));
        return Task.CompletedTask;
    }

    /// <summary>Says how long an address has to wait when it was refused too often, this time included.</summary>
    public TimeSpan? TooManyFor(string address)
    {
        var wait = addresses.RefusedFor(address);
        if (addresses.Add(address) == options.Value.RefusedRequests)
            logger.AddressRefusedOften(address, options.Value.RefusedRequests);
        return wait;
    }

    private void CountFor(string address)
    {
        if (TooManyFor(address) is { } wait)
            throw new ApiException(TooMany(wait));
    }

    /// <summary>Not for as long as the client listens: who leaves early is counted too.</summary>
    private async Task CountForCallerAsync()
    {
        try
        {
            // gRPC itself measures by the system's clock, so no other would do.
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + s_patience;
            await rates.CountRefusedAsync(new CountRefusedRequest(), deadline: deadline, cancellationToken: CancellationToken.None);
        }
        catch (RpcException e) when (e.StatusCode != StatusCode.ResourceExhausted)
        {
            logger.RefusalNotCounted(e.StatusCode.ToString());
        }
    }
}
