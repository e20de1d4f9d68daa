using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Errors;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Messages;

/// <summary>Stores a message, and the job that answers it when an agent is asked.</summary>
internal sealed record SendMessage(Caller Caller, Guid ConversationId, MessageDraft Draft) : IConversationChange<SentMessage>
{
    /// <summary>What the answer's trace goes on from.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Services may write in every role.</summary>
    public bool IsService { get; init; }

    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with
    {
        Key = Key,
        Others = Draft.Mentions,
        Messages = Draft.ParentId is { } parent ? [parent] : [],
        ThreadId = Draft.ThreadId,
        Agent = Draft.Role == MessageRole.User,
        Asking = MayAsk ? new Asking(Caller, Draft.Mentions.Any(m => m.Type == PrincipalType.Agent)) : null,
    };

    private bool MayAsk => Draft is { Role: MessageRole.User, Sender.Type: PrincipalType.User };

    private IdempotencyKey? Key => Draft.ClientId is null
        ? null
        : new IdempotencyKey(Caller.Tenant, ConversationId, Caller.Principal, Draft.ClientId);

    public SentMessage Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.Read);
        var key = Key;
        if (key is not null && state.Find(key) is { } earlier) return Repeat(earlier);

        state.Enter(Caller, ConversationId, Permission.Send);
        if (!IsService) WritingRoles.Require(Draft, conversation, participant);
        var draft = Placed(state);
        var agentId = AgentOf(conversation, draft, state);
        if (agentId is not null) state.OpenJobs.RequireRoom(Caller);
        var message = conversation.Send(draft, state);
        var job = agentId is null
            ? null
            : conversation.Start(state, JobStarts.Answer(message, agentId, Caller.Principal, TraceParent));
        if (key is not null)
            state.Remember(new IdempotencyRow(
                key, Hash(), ConversationId, message.Id, message.Seq, job?.Id, message.CreatedAt));
        return new SentMessage(message.Id, message.Seq, job?.Id) { Message = message };
    }

    private SentMessage Repeat(IdempotencyRow earlier)
    {
        if (!earlier.HasBody(Hash())) throw new ChatException(ChatError.IdempotencyConflict);
        return new SentMessage(earlier.MessageId, earlier.Seq, earlier.JobId);
    }

    /// <summary>The draft in its place: an answer stands where its parent stands, and only participants are mentioned.</summary>
    private MessageDraft Placed(BatchState state)
    {
        var clearedSeq = state.Conversation(ConversationId)!.Row.ClearedSeq;
        var parent = Draft.ParentId is { } parentId
            ? Living(state.Message(parentId), clearedSeq) ?? throw Missing("parentId", "message")
            : null;
        var threadId = Draft.ThreadId ?? parent?.ThreadId;
        if (threadId is { } id && Living(state.Thread(id), clearedSeq) is null) throw Missing("threadId", "thread");
        return Draft with
        {
            ThreadId = threadId,
            Mentions = Mentions.Of(Draft, ConversationId, state),
        };
    }

    private static Message? Living(Message? message, long clearedSeq) =>
        message is { DeletedAt: null } && message.Seq > clearedSeq ? message : null;

    /// <summary>What was cleared takes its threads along.</summary>
    private Threads.Thread? Living(Threads.Thread? thread, long clearedSeq) =>
        thread?.ConversationId == ConversationId && thread.RootSeq > clearedSeq ? thread : null;

    private string? AgentOf(LockedConversation conversation, MessageDraft draft, BatchState state) =>
        MayAsk ? AskedAgents.OfMessage(conversation.Row, draft.Mentions, state) : null;

    private static ChatException Missing(string field, string what) =>
        new(ChatError.Validation(field, "not_found", $"{field} must name a {what} of this conversation."));

    /// <summary>What makes two requests the same.</summary>
    private byte[] Hash() => BodyHash.Of(
        "message", Draft.Content, Draft.Role.ToString(), Draft.Type.ToString(), Draft.ParentId?.ToString(),
        Draft.ThreadId?.ToString(), CanonicalJson.Of(Draft.Metadata), Draft.Thinking, CanonicalJson.Of(Draft.ToolCalls),
        Draft.Attachments, Draft.Mentions.Select(mention => mention.ToText()));
}
