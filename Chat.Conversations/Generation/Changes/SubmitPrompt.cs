using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
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
        if (ConversationId is { } known) state.Enter(Caller, known, Permission.Read);
        var key = Key;
        if (key is not null && state.Find(key) is { } earlier) return Repeat(earlier);

        var conversation = ConversationId is { } id
            ? state.Enter(Caller, id, Permission.Send).Conversation
            : Create(state);
        var message = conversation.Send(
            new MessageDraft(WritingRoles.DefaultOf(Caller.Principal), Caller.Principal, Text) { ClientId = ClientId }, state);
        var job = conversation.Start(state, JobStarts.Answer(
            message, conversation.Row.AgentId ?? AgentId, Caller.Principal, TraceParent));
        if (key is not null) state.Remember(Row(key, message, job));
        return new SubmittedPrompt(job.Id, message.ConversationId, message.Id, message.Seq);
    }

    private SubmittedPrompt Repeat(IdempotencyRow earlier)
    {
        if (!earlier.HasBody(Hash()) || earlier.JobId is not { } jobId)
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
            AgentId = AgentId,
            CreatedBy = Caller.Principal,
            CreatedAt = state.Now,
            UpdatedAt = state.Now,
            ActivityAt = state.Now,
        });
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.ConversationCreated)
        {
            After = AuditDetail.Json(new { kind = ConversationKinds.Agent, agentId = AgentId }),
        });
        conversation.Join(state, Caller.Principal, (Caller.Principal, Roles.Owner));
        var agent = new Principal(PrincipalType.Agent, AgentId);
        if (agent != Caller.Principal) conversation.Join(state, Caller.Principal, (agent, Roles.Member));
        return conversation;
    }

    /// <summary>The beginning of the first line, until somebody names it better.</summary>
    private static string TitleOf(string text) =>
        Preview.Of(text.Trim().Split('\n', 2)[0].TrimEnd(), Limits.PromptTitleCharacters);

    private IdempotencyRow Row(IdempotencyKey key, Messages.Message message, Job job) =>
        new(key, Hash(), message.ConversationId, message.Id, message.Seq, job.Id, message.CreatedAt);

    /// <summary>What makes two requests the same; the agent counts only where it is read.</summary>
    private byte[] Hash() => BodyHash.Of("prompt", Text, ConversationId is null ? AgentId : "");
}
