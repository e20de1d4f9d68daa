using Chat.Conversations.Appending;
using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Conversations;

/// <summary>
/// Makes a conversation, or finds the one that there may be one of: a pair's direct one, an agent's active one, or the
/// one with the external id.
/// </summary>
internal sealed record CreateConversation(Caller Caller, string Kind) : IConversationChange<FoundConversation>
{
    public string Channel { get; init; } = ConversationKinds.ChatChannel;

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Metadata { get; init; }

    public string? AgentId { get; init; }

    public string? ExternalId { get; init; }

    public string? ClientId { get; init; }

    /// <summary>Null for conversations of which there may be many.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>Besides the caller, each once.</summary>
    public IReadOnlyList<(Principal Principal, string Role)> Others { get; init; } = [];

    public ChangeScope Scope => new()
    {
        Tenant = Caller.Tenant,
        UniqueKey = UniqueKey,
        ExternalId = ExternalId,
        Key = Key,
        AllParticipants = UniqueKey is not null || ExternalId is not null,
    };

    private IdempotencyKey? Key =>
        ClientId is null ? null : new IdempotencyKey(Caller.Tenant, Guid.Empty, Caller.Principal, ClientId);

    public FoundConversation Decide(BatchState state)
    {
        var key = Key;
        if (key is not null && state.Find(key) is { } earlier)
            return earlier.HasBody(Hash())
                ? new FoundConversation(earlier.ConversationId, Created: false)
                : throw new ChatException(ChatError.IdempotencyConflict);

        var found = FindNamed(state) ?? FindUnique(state);
        if (found is null) return new FoundConversation(Create(state, key), Created: true);
        Return(found, state);
        return new FoundConversation(found.Row.Id, Created: false);
    }

    /// <summary>Who is in it may have it again, and one of a pair may come back; for everybody else the name is taken.</summary>
    private LockedConversation? FindNamed(BatchState state)
    {
        if (Named(state) is not { } named) return null;
        // A pair's room is found without its name too, so that neither a deleted one nor a stranger's locks the two out.
        if (IsPairName && !IsMeant(named, state)) return null;
        var isTheirs = UniqueKey is null
            ? state.ParticipantOf(Caller.Principal, named.Row.Id) is { TakesPart: true }
            : named.Row.UniqueKey == UniqueKey;
        return isTheirs && named.Row.DeletedAt is null ? named : throw new ChatException(ChatError.AlreadyExists);
    }

    private LockedConversation? Named(BatchState state) =>
        ExternalId is null ? null : Find(state, c => c.ExternalId == ExternalId);

    private bool IsPairName =>
        UniqueKey is not null && ExternalId is not null && PairName.KeyOf(ExternalId, Caller.Principal) == UniqueKey;

    /// <summary>Whether the name of the pair leads the caller to it, as it does for reads.</summary>
    private bool IsMeant(LockedConversation named, BatchState state) =>
        named.Row.DeletedAt is null
        && (named.Row.UniqueKey == UniqueKey
            || (named.Row.Kind != ConversationKinds.Direct && named.Row.CreatedBy == Caller.Principal
                && state.ParticipantOf(Caller.Principal, named.Row.Id) is { TakesPart: true }));

    private LockedConversation? FindUnique(BatchState state)
    {
        if (UniqueKey is null || Find(state, c => c.UniqueKey == UniqueKey) is not { } unique) return null;
        var isOver = unique.Row.DeletedAt is not null
            || (unique.Row.Kind == ConversationKinds.Agent && unique.Row.Status != ConversationKinds.Active);
        if (!isOver) return unique;
        // The new one takes the key.
        unique.Row.UniqueKey = null;
        state.Writes.ChangedConversations.Add(unique.Row);
        return null;
    }

    private LockedConversation? Find(BatchState state, Func<Conversation, bool> predicate) =>
        state.AnyConversation(c => c.Tenant == Caller.Tenant && predicate(c));

    /// <summary>Who had left comes back, of a pair both, and a name that it did not have yet is given to it.</summary>
    private void Return(LockedConversation found, BatchState state)
    {
        if (ExternalId is not null && found.Row.ExternalId is null && Named(state) is null)
            found.GiveName(Caller.Principal, ExternalId);

        Principal[] wanted = found.Row.Kind == ConversationKinds.Direct && UniqueKey is not null
            ? [Caller.Principal, .. Others.Select(other => other.Principal)]
            : [Caller.Principal];
        foreach (var one in wanted)
        {
            if (state.ParticipantOf(one, found.Row.Id) is { TakesPart: false, Role: var role })
                found.Join(state, Caller.Principal, (one, role));
        }
    }

    private Guid Create(BatchState state, IdempotencyKey? key)
    {
        var conversation = state.Create(NewRow(state));
        conversation.Audit(Caller.Principal, new AuditDetail(AuditActions.ConversationCreated)
        {
            After = AuditDetail.Json(new { kind = Kind, channel = Channel, agentId = AgentId, externalId = ExternalId }),
        });
        conversation.Join(state, Caller.Principal, (Caller.Principal, Roles.Owner));
        foreach (var other in Others) conversation.Join(state, Caller.Principal, other);
        if (key is not null)
            state.Remember(new IdempotencyRow(
                key, Hash(), conversation.Row.Id, Guid.Empty, 0, null, conversation.Row.CreatedAt));
        return conversation.Row.Id;
    }

    private Conversation NewRow(BatchState state) => new()
    {
        Tenant = Caller.Tenant,
        Id = Guid.CreateVersion7(state.Now),
        Kind = Kind,
        Channel = Channel,
        Status = ConversationKinds.Active,
        Title = Title,
        Description = Description,
        Tags = Tags,
        Metadata = Metadata,
        AgentId = AgentId,
        ExternalId = Named(state) is null ? ExternalId : null,
        UniqueKey = UniqueKey,
        CreatedBy = Caller.Principal,
        CreatedAt = state.Now,
        UpdatedAt = state.Now,
        ActivityAt = state.Now,
    };

    private byte[] Hash() => BodyHash.Of(
        "conversation", Kind, Channel, Title, Description, CanonicalJson.Of(Metadata), AgentId, ExternalId, Tags,
        Others.Select(other => new[] { other.Principal.ToText(), other.Role }));
}
