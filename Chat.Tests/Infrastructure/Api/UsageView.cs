namespace Chat.Tests.Infrastructure.Api;

/// <summary>Token counts and their cost, as the public interface shows them.</summary>
public sealed record UsageView(
    long PromptTokens, long CompletionTokens, long TotalTokens, string Source, decimal? Cost = null, string? PriceVersion = null);
