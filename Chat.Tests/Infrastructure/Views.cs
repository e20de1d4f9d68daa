namespace Chat.Tests.Infrastructure;

/// <summary>Token counts, as the public interface shows them.</summary>
public sealed record UsageView(long PromptTokens, long CompletionTokens, long TotalTokens, string Source);

/// <summary>A job, as the public interface shows it.</summary>
public sealed record JobView(
    Guid JobId, Guid ConversationId, Guid PromptMessageId, string Status, int Attempt, Guid? MessageId, UsageView? Usage, string? Reason)
{
    public bool Ended => Status is "completed" or "failed" or "cancelled";
}
