namespace Chat.Tests.Infrastructure;

/// <summary>Token counts, as the public interface shows them.</summary>
public sealed record UsageView(long PromptTokens, long CompletionTokens, long TotalTokens, string Source);
