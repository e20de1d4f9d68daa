using Chat.Conversations.Appending.Idempotency;
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

    /// <summary>The conversation of which there may be one, if there is one.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>The conversation that has this name, if there is one.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether a deleted conversation counts as there.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Whose participation in the conversation decides.</summary>
    public Principal? Caller { get; init; }

    /// <summary>Others whose participation is looked at.</summary>
    public IReadOnlyList<Principal> Others { get; init; } = [];

    /// <summary>Everybody's participation is needed.</summary>
    public bool AllParticipants { get; init; }

    /// <summary>The participation of the agent is needed: the job's, or else the conversation's own.</summary>
    public bool Agent { get; init; }

    /// <summary>Messages of the conversation, by id.</summary>
    public IReadOnlyList<Guid> Messages { get; init; } = [];

    public Guid? ThreadId { get; init; }

    /// <summary>The conversation's jobs that have not ended are locked too.</summary>
    public bool ActiveJobs { get; init; }

    /// <summary>Who may get a job by the change; how many they have open is counted.</summary>
    public Asking? Asking { get; init; }

    /// <summary>An emoji on the first of <see cref="Messages"/>.</summary>
    public string? Emoji { get; init; }

    public IdempotencyKey? Key { get; init; }

    /// <summary>Whether it counts against the conversation's rate limit.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>Whether the conversation may have to be made, so that there is no row yet to lock.</summary>
    public bool MayCreate => ConversationId is null && JobId is null;

    public IEnumerable<Principal> Principals => Caller is { } caller ? Others.Prepend(caller) : Others;

    public static ChangeScope OfJob(Guid jobId) => new() { JobId = jobId };

    public static ChangeScope OfJob(Guid jobId, Caller caller) =>
        new() { JobId = jobId, Tenant = caller.Tenant, Caller = caller.Principal };

    public static ChangeScope Of(Caller caller, Guid conversationId) =>
        new() { Tenant = caller.Tenant, ConversationId = conversationId, Caller = caller.Principal };
}

/// <summary>
/// Somebody whom a change may give a job: surely, or only where the conversation is with an agent.
/// </summary>
internal sealed record Asking(Caller Who, bool IsCertain)
{
    public long LockNumber() => Appending.LockNumber.Of(Who.Tenant, "jobs of", Who.Principal.ToText());
}
