namespace Chat.Tests.Infrastructure;

/// <summary>A job, as the public interface shows it.</summary>
public sealed record JobView(
    Guid Id, Guid ConversationId, Guid PromptMessageId, string State, int Attempt, string StreamUrl, Guid? MessageId, UsageView? Usage,
    string? FailureReason, string? Model, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    public bool Ended => State is "completed" or "failed" or "cancelled";
}
