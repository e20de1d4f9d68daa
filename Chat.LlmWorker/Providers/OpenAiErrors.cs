using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using Chat.Contracts.Errors;
using Chat.LlmWorker.Generation;

namespace Chat.LlmWorker.Providers;

/// <summary>Translates the SDK's failures into ours.</summary>
internal static class OpenAiErrors
{
    /// <summary>Null for what is no failure of the model, such as a cancellation.</summary>
    public static ModelException? Translate(Exception failure) => failure switch
    {
        ClientResultException { Status: 429 } e => RateLimited(e),
        ClientResultException { Status: 408 or 409 or >= 500 } e =>
            new(GenerationFailures.ModelFailed, retryable: true, $"The model answered with status {e.Status}.", e)
            {
                RetryAfter = RetryAfter(e),
            },
        ClientResultException { Status: > 0 } e =>
            ModelException.Rejected($"The model refused the request with status {e.Status}.", e),
        ClientResultException or AggregateException or HttpRequestException or IOException =>
            ModelException.Broken("The connection to the model failed.", failure),
        // A chunk that is no JSON, or not of the promised shape.
        JsonException or InvalidOperationException or FormatException =>
            ModelException.Broken("The model sent what cannot be read.", failure),
        _ => null,
    };

    private static ModelException RateLimited(ClientResultException failure)
    {
        // A spent quota has the same status, but no waiting brings it back.
        var isSpent = failure.Message.Contains("insufficient_quota", StringComparison.Ordinal);
        return new(GenerationFailures.ModelRateLimited, !isSpent, "The model is over its rate limit.", failure)
        {
            RetryAfter = RetryAfter(failure),
        };
    }

    private static TimeSpan? RetryAfter(ClientResultException failure)
    {
        if (failure.GetRawResponse()?.Headers is not { } headers)
            return null;
        if (Number(headers, "retry-after-ms") is { } milliseconds)
            return TimeSpan.FromMilliseconds(milliseconds);
        if (Number(headers, "retry-after") is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        return headers.TryGetValue("retry-after", out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var date)
            && date - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } wait
            ? wait
            : null;
    }

    private static double? Number(PipelineResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and < 86_400_000
            ? number
            : null;
}
