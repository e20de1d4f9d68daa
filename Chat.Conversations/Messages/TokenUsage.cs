using System.Globalization;
using Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages;

/// <summary>The tokens that one generation used, who counted them, and what they cost.</summary>
internal sealed record TokenUsage(long PromptTokens, long CompletionTokens, long TotalTokens, UsageSource Source)
{
    /// <summary>US dollars; null before it was priced.</summary>
    public decimal? Cost { get; init; }

    public string? PriceVersion { get; init; }

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
        Cost = Cost is { } cost ? CostText(cost) : "",
        PriceVersion = PriceVersion ?? "",
    };

    /// <summary>A sum as it is told, without the zeros that the column's scale adds.</summary>
    public static string CostText(decimal cost) => cost.ToString("0.#########", CultureInfo.InvariantCulture);
}
