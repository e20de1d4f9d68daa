using System.Security.Cryptography;
using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Conversation = Chat.Conversations.Conversations.Conversation;

namespace Chat.Conversations.Generation;

/// <summary>Stores a prompt with the job that answers it, and makes the conversation when there is none yet.</summary>
internal sealed record SubmitPrompt(Caller Caller, string Text, string AgentId) : IConversationChange<SubmittedPrompt>
{
    /// <summary>Null: a new conversation with the agent.</summary>
    public Guid? ConversationId { get; init; }

    public string? ClientId { get; init; }

    public string? TraceParent { get; init; }

    public ChangeScope Scope => new()
    {
        Tenant = Caller.Tenant,
        ConversationId = ConversationId,
        Caller = ConversationId is null ? null : Caller.Principal,
        Key = Key,
    };

    private IdempotencyKey? Key => ClientId is null
        ? null
        : new IdempotencyKey(Caller.Tenant, ConversationId ?? Guid.Empty, Caller.Principal, ClientId);

    public SubmittedPrompt Decide(BatchState state)
    {
        var key = Key;
        if (key is not null && state.Find(key) is { } earlier) return Repeat(earlier);

        var conversation = ConversationId is { } id ? Existing(state, id) : Create(state);
        var message = conversation.Send(
            new MessageDraft(MessageRole.User, Caller.Principal, Text) { ClientId = ClientId });
        var job = NewJob(conversation.Row, message, state.Now);
        state.Add(job);
        state.Dispatch(job);
        conversation.Tell(job);
        if (key is not null) state.Remember(Row(key, message, job));
        return new SubmittedPrompt(job.Id, message.ConversationId, message.Id, message.Seq);
    }

    private SubmittedPrompt Repeat(IdempotencyRow earlier)
    {
        if (!earlier.HasBody(BodyHash()) || earlier.JobId is not { } jobId)
            throw new ChatException(ChatError.IdempotencyConflict);
        return new SubmittedPrompt(jobId, earlier.ConversationId, earlier.MessageId, earlier.Seq);
    }

    private LockedConversation Existing(BatchState state, Guid id)
    {
        var role = state.RoleOf(Caller.Principal, id);
        if (role is null || state.Conversation(id) is not { } conversation)
            throw new ChatException(ChatError.NotFound("conversation"));
        if (!Roles.MayWrite(role)) throw new ChatException(ChatError.PermissionDenied("write in this conversation"));
        if (conversation.Row.Status != ConversationKinds.Active) throw new ChatException(ChatError.ConversationClosed);
        return conversation;
    }

    private LockedConversation Create(BatchState state)
    {
        var conversation = state.Create(new Conversation
        {
            Tenant = Caller.Tenant,
            Id = Guid.CreateVersion7(state.Now),
            Kind = ConversationKinds.Agent,
            Channel = ConversationKinds.ChatChannel,
            Status = ConversationKinds.Active,
            AgentId = AgentId,
            CreatedBy = Caller.Principal.Id,
            CreatedAt = state.Now,
            UpdatedAt = state.Now,
        });
        conversation.Join(Caller.Principal, Roles.Owner);
        var agent = new Principal(PrincipalType.Agent, AgentId);
        if (agent != Caller.Principal) conversation.Join(agent, Roles.Member);
        return conversation;
    }

    private Job NewJob(Conversation conversation, Messages.Message prompt, DateTimeOffset now) => new()
    {
        Tenant = conversation.Tenant,
        Id = Guid.CreateVersion7(prompt.CreatedAt),
        ConversationId = conversation.Id,
        PromptMessageId = prompt.Id,
        PromptSeq = prompt.Seq,
        AgentId = conversation.AgentId ?? AgentId,
        RequestedBy = Caller.Principal,
        DispatchAfter = now,
        TraceParent = TraceParent,
        CreatedAt = prompt.CreatedAt,
    };

    private IdempotencyRow Row(IdempotencyKey key, Messages.Message message, Job job) =>
        new(key, BodyHash(), message.ConversationId, message.Id, message.Seq, job.Id, message.CreatedAt);

    /// <summary>What makes two requests the same; the agent counts only where it is read.</summary>
    private byte[] BodyHash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new[] { "prompt", Text, ConversationId is null ? AgentId : "" }));
}
