using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Generation;

/// <summary>Tokens that a generation used.</summary>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">Both together.</param>
/// <param name="Source">Who counted: provider, estimate or simulated.</param>
/// <param name="Cost">US dollars, once it is priced.</param>
/// <param name="PriceVersion">The line of the price table that was used.</param>
public sealed record UsageView(
    long PromptTokens, long CompletionTokens, long TotalTokens, string? Source, decimal? Cost = null, string? PriceVersion = null);

/// <summary>Turns usage into its view.</summary>
internal static class UsageMapping
{
    public static UsageView ToView(this Usage usage) => new(
        usage.PromptTokens, usage.CompletionTokens, usage.TotalTokens, Words.OrNull(usage.Source), usage.Cost.ToDecimal(),
        usage.PriceVersion.NullIfEmpty());
}
