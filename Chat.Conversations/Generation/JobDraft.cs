using Chat.Conversations.Conversations;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation;

/// <summary>A job before its conversation gave it an id and a time.</summary>
internal sealed record JobDraft(string Kind, string AgentId, Principal RequestedBy)
{
    /// <summary>Nil for a summary, which answers no single message.</summary>
    public Guid PromptMessageId { get; init; }

    public required long PromptSeq { get; init; }

    public long? SummaryNumber { get; init; }

    public Guid? ThreadId { get; init; }

    public string? TraceParent { get; init; }

    public Job ToJob(Conversation conversation, DateTimeOffset createdAt) => new()
    {
        Tenant = conversation.Tenant,
        Id = Guid.CreateVersion7(createdAt),
        ConversationId = conversation.Id,
        PromptMessageId = PromptMessageId,
        PromptSeq = PromptSeq,
        AgentId = AgentId,
        RequestedBy = RequestedBy,
        Kind = Kind,
        SummaryNumber = SummaryNumber,
        ThreadId = ThreadId,
        DispatchAfter = createdAt,
        TraceParent = TraceParent,
        CreatedAt = createdAt,
    };
}
