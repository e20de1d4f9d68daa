using Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages;

/// <summary>The tokens that one generation used, and who counted them.</summary>
internal sealed record TokenUsage(long PromptTokens, long CompletionTokens, long TotalTokens, UsageSource Source)
{
    /// <summary>Reads what a worker reported; null when it reported nothing.</summary>
    public static TokenUsage? From(Usage? usage)
    {
        if (usage is null) return null;
        var (prompt, completion) = (Math.Max(usage.PromptTokens, 0), Math.Max(usage.CompletionTokens, 0));
        var total = usage.TotalTokens > 0 ? usage.TotalTokens : prompt + completion;
        return new TokenUsage(prompt, completion, total, usage.Source);
    }

    public Usage ToWire() => new()
    {
        PromptTokens = PromptTokens,
        CompletionTokens = CompletionTokens,
        TotalTokens = TotalTokens,
        Source = Source,
    };
}
