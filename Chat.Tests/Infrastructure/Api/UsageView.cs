namespace Chat.Tests.Infrastructure.Api;

/// <summary>Token counts and their cost, as the public interface shows them.</summary>
public sealed record UsageView(
    long PromptTokens, long CompletionTokens, long TotalTokens, string Source, decimal? Cost = null, string? PriceVersion = null);

/// <summary>What one attempt of one generation used.</summary>
public sealed record UsageEntryView(Guid JobId, int Attempt, string? Model, UsageView Usage, DateTimeOffset CreatedAt);

/// <summary>A page of usage, newest first, with the sums of all of it.</summary>
public sealed record UsagePage(IReadOnlyList<UsageEntryView> Items, string? NextCursor, UsageView Total);
