using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Chat.Conversations.Validation;
using Conversation = Chat.Conversations.Conversations.Conversation;

namespace Chat.Conversations.Generation.Changes;

/// <summary>Stores a prompt with the job that answers it, and makes the conversation when there is none yet.</summary>
internal sealed record SubmitPrompt(Caller Caller, string Text, string DefaultAgentId) : IConversationChange<SubmittedPrompt>
{
    /// <summary>
    /// Who shall answer; null leaves it open. Only read where a conversation begins, and where it has no agent of its own.
    /// </summary>
    public string? AgentId { get; init; }

    /// <summary>Null: a new conversation with the agent.</summary>
    public Guid? ConversationId { get; init; }

    public string? ClientId { get; init; }

    public string? TraceParent { get; init; }

    public ChangeScope Scope => new()
    {
        Tenant = Caller.Tenant,
        ConversationId = ConversationId,
        Caller = ConversationId is null ? null : Caller.Principal,
        Others = ConversationId is null
            ? []
            : [.. MentionText.Candidates(Text), AgentOf(DefaultAgentId), AgentOf(NewAgentId)],
        Agent = ConversationId is not null,
        Key = Key,
        Asking = new Asking(Caller, IsCertain: true),
    };

    private string NewAgentId => AgentId ?? DefaultAgentId;

    private IdempotencyKey? Key => ClientId is null
        ? null
        : new IdempotencyKey(Caller.Tenant, ConversationId ?? Guid.Empty, Caller.Principal, ClientId);

    public SubmittedPrompt Decide(BatchState state)
    {
        if (ConversationId is { } known) state.Enter(Caller, known, Permission.Read);
        var key = Key;
        if (key is not null && state.Find(key) is { } earlier) return Repeat(earlier, state);

        state.OpenJobs.RequireRoom(Caller);
        var conversation = ConversationId is { } id
            ? state.Enter(Caller, id, Permission.Send).Conversation
            : Create(state);
        var draft = Draft(conversation.Row.Id, state);
        var agentId = AskedAgents.OfPrompt(conversation.Row, draft.Mentions, (AgentId, DefaultAgentId), state);
        var message = conversation.Send(draft, state);
        var job = conversation.Start(state, JobStarts.Answer(message, agentId, Caller.Principal, TraceParent));
        if (key is not null) state.Remember(Row(key, message, job, state));
        return new SubmittedPrompt(job.Id, message.ConversationId, message.Id, message.Seq);
    }

    private MessageDraft Draft(Guid conversationId, BatchState state)
    {
        var draft = new MessageDraft(WritingRoles.DefaultOf(Caller.Principal), Caller.Principal, Text)
        {
            ClientId = ClientId,
            Mentions = MentionText.Candidates(Text),
        };
        return draft with { Mentions = Mentions.Of(draft, conversationId, state) };
    }

    private SubmittedPrompt Repeat(IdempotencyRow earlier, BatchState state)
    {
        if (!earlier.HasBody(Hash(state)) || earlier.JobId is not { } jobId)
            throw new ChatException(ChatError.IdempotencyConflict);
        return new SubmittedPrompt(jobId, earlier.ConversationId, earlier.MessageId, earlier.Seq);
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
            Title = TitleOf(Text),
            AgentId = NewAgentId,
            CreatedBy = Caller.Principal,
            CreatedAt = state.Now,
            UpdatedAt = state.Now,
            ActivityAt = state.Now,
        });
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.ConversationCreated)
        {
            After = AuditDetail.Json(new { kind = ConversationKinds.Agent, agentId = NewAgentId }),
        });
        conversation.Join(state, Caller.Principal, (Caller.Principal, Roles.Owner));
        var agent = AgentOf(NewAgentId);
        if (agent != Caller.Principal) conversation.Join(state, Caller.Principal, (agent, Roles.Member));
        return conversation;
    }

    /// <summary>The beginning of the first line, until somebody names it better.</summary>
    private static string TitleOf(string text) =>
        Preview.Of(text.Trim().Split('\n', 2)[0].TrimEnd(), Limits.PromptTitleCharacters);

    private IdempotencyRow Row(IdempotencyKey key, Messages.Message message, Job job, BatchState state) =>
        new(key, Hash(state), message.ConversationId, message.Id, message.Seq, job.Id, message.CreatedAt);

    /// <summary>What makes two requests the same; the agent counts only where it is read.</summary>
    private byte[] Hash(BatchState state)
    {
        var ownsAgent = ConversationId is { } id && state.Conversation(id)?.Row.Kind == ConversationKinds.Agent;
        return BodyHash.Of("prompt", Text, ConversationId is null ? NewAgentId : ownsAgent ? "" : AgentId ?? "");
    }

    private static Principal AgentOf(string id) => new(PrincipalType.Agent, id);
}
