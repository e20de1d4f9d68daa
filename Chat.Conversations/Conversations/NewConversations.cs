using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Conversations;

/// <summary>Reads what kind of conversation somebody wants to begin, and with whom.</summary>
internal static class NewConversations
{
    public static CreateConversation Read(CreateConversationRequest request, Caller caller, Fields fields)
    {
        var agentId = fields.AgentId(request.AgentId);
        var agent = agentId is null ? (Principal?)null : new Principal(PrincipalType.Agent, agentId);
        Principal[] inItAnyway = agent is { } known ? [caller.Principal, known] : [caller.Principal];
        var others = fields.Others(request.Participants, inItAnyway).ToList();
        var kind = fields.Word("kind", request.Kind, (ConversationKinds.All, DefaultKind(agentId, others.Count)));
        if (agent is { } member && member != caller.Principal) others.Insert(0, (member, Roles.Member));

        return new CreateConversation(caller, kind)
        {
            Channel = fields.Word("channel", request.Channel, (ConversationKinds.Channels, ConversationKinds.ChatChannel)),
            Title = fields.OptionalText("title", request.Title, Limits.TitleCharacters),
            Description = fields.OptionalText("description", request.Description, Limits.DescriptionCharacters),
            Tags = fields.Tags(request.Tags),
            Metadata = fields.Metadata(request.MetadataJson),
            AgentId = RequiredAgent(kind, agentId, fields),
            ExternalId = fields.ExternalId(request.ExternalId),
            ClientId = fields.Name("clientId", request.ClientId, Limits.ClientIdCharacters),
            UniqueKey = kind == ConversationKinds.Direct ? KeyOfPair(caller, others, fields) : null,
            Others = kind == ConversationKinds.Direct ? [.. others.Select(o => (o.Principal, Roles.Owner))] : others,
        };
    }

    private static string DefaultKind(string? agentId, int others) => agentId is not null ? ConversationKinds.Agent
        : others == 1 ? ConversationKinds.Direct
        : ConversationKinds.Group;

    private static string? RequiredAgent(string kind, string? agentId, Fields fields)
    {
        if (kind == ConversationKinds.Agent && agentId is null) fields.Add("agentId", "required", "must not be empty");
        return agentId;
    }

    /// <summary>Both of a pair are its owners.</summary>
    private static string? KeyOfPair(Caller caller, List<(Principal Principal, string Role)> others, Fields fields)
    {
        if (others is [var (other, _)]) return fields.AnyInvalid ? null : ConversationKinds.KeyOfPair(caller.Principal, other);
        fields.Add("participants", "invalid", "must be exactly one other than the caller in a direct conversation");
        return null;
    }
}
