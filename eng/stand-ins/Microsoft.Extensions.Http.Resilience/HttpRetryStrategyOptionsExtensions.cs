using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Narrows down what is tried again.</summary>
public static class HttpRetryStrategyOptionsExtensions
{
    /// <summary>Leaves alone the methods whose repetition can change something twice.</summary>
    public static void DisableForUnsafeHttpMethods(this HttpRetryStrategyOptions options) =>
        options.DisableFor(HttpMethod.Delete, HttpMethod.Post, HttpMethod.Put, HttpMethod.Connect, HttpMethod.Patch);

    public static void DisableFor(this HttpRetryStrategyOptions options, params HttpMethod[] methods)
    {
        var shouldHandle = options.ShouldHandle;
        options.ShouldHandle = async args =>
        {
            var request = args.Outcome.Result?.RequestMessage ?? args.Context.GetRequestMessage();
            return (request is null || !methods.Contains(request.Method)) && await shouldHandle(args);
        };
    }
}
