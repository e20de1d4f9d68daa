using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Messages;

/// <summary>A message before the conversation gave it an id, a seq and a time.</summary>
internal sealed record MessageDraft(MessageRole Role, Principal Sender, string Content)
{
    public MessageType Type { get; init; } = MessageType.Text;

    public string? ClientId { get; init; }

    public Guid? JobId { get; init; }

    public GenerationState Generation { get; init; }

    public TokenUsage? Usage { get; init; }

    public string? Model { get; init; }

    public string? FinishReason { get; init; }

    public Guid? ParentId { get; init; }

    public Guid? ThreadId { get; init; }

    public IReadOnlyList<string> Attachments { get; init; } = [];

    public string? Metadata { get; init; }

    /// <summary>Participants, each once.</summary>
    public IReadOnlyList<Principal> Mentions { get; init; } = [];

    public string? Thinking { get; init; }

    public string? ToolCalls { get; init; }

    /// <summary>Whether it is the root of a thread of its own, outside the main conversation.</summary>
    public bool BeginsThread { get; init; }

    public Message ToMessage(string tenant, Guid conversationId, long seq, DateTimeOffset createdAt) =>
        ToMessage(tenant, conversationId, seq, (Guid.CreateVersion7(createdAt), createdAt));

    private Message ToMessage(string tenant, Guid conversationId, long seq, (Guid Id, DateTimeOffset CreatedAt) at) => new()
    {
        Tenant = tenant,
        ConversationId = conversationId,
        Id = at.Id,
        Seq = seq,
        Role = Role,
        Type = Type,
        Sender = Sender,
        Content = Content,
        CreatedAt = at.CreatedAt,
        ClientId = ClientId,
        JobId = JobId,
        Generation = Generation,
        Usage = Usage,
        Model = Model,
        FinishReason = FinishReason,
        ParentId = ParentId,
        ThreadId = BeginsThread ? at.Id : ThreadId,
        Attachments = Attachments,
        Metadata = Metadata,
        Mentions = Mentions,
        Thinking = Thinking,
        ToolCalls = ToolCalls,
    };
}
