using Chat.Contracts.Errors;

namespace Chat.LlmWorker.Generation;

/// <summary>A failure of the model in our own words; providers translate theirs into it.</summary>
internal sealed class ModelException(string reason, bool retryable, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>A stable code of <see cref="GenerationFailures"/>.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether the same call may succeed a moment later.</summary>
    public bool Retryable { get; } = retryable;

    /// <summary>How long the model asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ModelException Broken(string message, Exception? inner = null) =>
        new(GenerationFailures.ModelFailed, retryable: true, message, inner);

    public static ModelException Rejected(string message, Exception? inner = null) =>
        new(GenerationFailures.ModelRejected, retryable: false, message, inner);

    public static ModelException TimedOut(string message, bool retryable) =>
        new(GenerationFailures.ModelTimedOut, retryable, message);
}
