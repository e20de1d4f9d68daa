using Polly;
using Polly.Retry;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>What to try again, and when.</summary>
public class HttpRetryStrategyOptions : RetryStrategyOptions<HttpResponseMessage>
{
    public HttpRetryStrategyOptions()
    {
        MaxRetryAttempts = 3;
        Delay = TimeSpan.FromSeconds(2);
        BackoffType = DelayBackoffType.Exponential;
        UseJitter = true;
        ShouldHandle = static args =>
            ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(args.Outcome));
        DelayGenerator = static args => ValueTask.FromResult(RetryAfter.Of(args.Outcome.Result));
    }
}
