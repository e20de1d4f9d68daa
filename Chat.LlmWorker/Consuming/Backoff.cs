namespace Chat.LlmWorker.Consuming;

/// <summary>Waits longer after each failure, up to a limit, and never in step with other workers.</summary>
internal static class Backoff
{
    public static TimeSpan After(int failures, ConsumerOptions options)
    {
        var wait = options.RetryDelay * Math.Pow(2, Math.Min(failures - 1, 30));
        var capped = wait < options.MaxRetryDelay ? wait : options.MaxRetryDelay;
        return capped * (0.5 + Random.Shared.NextDouble() / 2);
    }
}
