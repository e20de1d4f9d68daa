using Chat.Contracts.Errors;

namespace Chat.Conversations.Generation;

/// <summary>Keeps the reasons that readers see to the stable ones.</summary>
internal static class FailureReason
{
    public static string Known(string reason) => reason
        is GenerationFailures.AttemptsExhausted
        or GenerationFailures.ModelRejected
        or GenerationFailures.ModelFailed
        or GenerationFailures.ModelRateLimited
        or GenerationFailures.ModelTimedOut
            ? reason
            : GenerationFailures.ModelFailed;
}
