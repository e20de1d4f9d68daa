namespace Chat.Tests.Infrastructure.Api;

/// <summary>A job, as the public interface shows it.</summary>
public sealed record JobView(
    Guid Id, Guid ConversationId, Guid PromptMessageId, string State, int Attempt, string StreamUrl, Guid? MessageId, UsageView? Usage,
    string? FailureReason, string? Model, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    /// <summary>answer or summary.</summary>
    public string? Kind { get; init; }

    public long? MessageSeq { get; init; }

    public bool Ended => State is "completed" or "failed" or "cancelled";
}
