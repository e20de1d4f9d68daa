using Chat.Conversations.Participants;

namespace Chat.Conversations.Appending;

/// <summary>What a change needs locked and loaded before it can decide.</summary>
internal sealed record ChangeScope
{
    /// <summary>Null only for services, which know a job by its id alone.</summary>
    public string? Tenant { get; init; }

    public Guid? ConversationId { get; init; }

    /// <summary>The job; its conversation is locked with it.</summary>
    public Guid? JobId { get; init; }

    /// <summary>Whose participation in the conversation decides.</summary>
    public Principal? Caller { get; init; }

    public IdempotencyKey? Key { get; init; }

    public static ChangeScope OfJob(Guid jobId) => new() { JobId = jobId };

    public static ChangeScope OfJob(Guid jobId, Caller caller) =>
        new() { JobId = jobId, Tenant = caller.Tenant, Caller = caller.Principal };
}
