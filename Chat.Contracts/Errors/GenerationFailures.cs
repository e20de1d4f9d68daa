namespace Chat.Contracts.Errors;

/// <summary>The stable reasons with which a generation ends as failed.</summary>
public static class GenerationFailures
{
    /// <summary>Every attempt lost its lease: workers died or stalled.</summary>
    public const string AttemptsExhausted = "attempts_exhausted";

    /// <summary>The model refused the request (its answer was a client error).</summary>
    public const string ModelRejected = "model_rejected";

    /// <summary>The model answered with an error or a broken stream.</summary>
    public const string ModelFailed = "model_failed";

    /// <summary>The model is over its rate limit and stayed so.</summary>
    public const string ModelRateLimited = "model_rate_limited";

    /// <summary>The model sent nothing for longer than the limit.</summary>
    public const string ModelTimedOut = "model_timed_out";
}
