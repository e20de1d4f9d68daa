using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Dialects.D004;

/// <summary>Reads the bodies of the fourth design.</summary>
internal static class D004Bodies
{
    public static async Task<CreateConversationRequest> ReadCreateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var agentId = body.Text("agentId") ?? "";
        var create = new CreateConversationRequest
        {
            // It knows no pairs: each is a conversation of its own, however many take part.
            Kind = agentId.Length > 0 ? "agent" : "group",
            Title = body.Text("title") ?? "",
            Description = body.Text("description") ?? "",
            AgentId = agentId,
            Tags = { body.Texts("tags") },
            ExternalId = body.Text("externalId") ?? "",
            ClientId = request.ReadClientId(body, problems),
            Participants = { body.Objects("participants").Select(one => new NewParticipant { Principal = one.ReadPrincipal() }) },
        };
        problems.ThrowIfAny();
        return create;
    }

    public static async Task<UpdateConversationRequest> ReadUpdateAsync(
        string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var update = new UpdateConversationRequest
        {
            ConversationId = id,
            Status = body.Text("status") ?? "",
            Tags = { body.Texts("tags") },
            ReplaceTags = !body.IsNull("tags"),
        };
        if (body.Text("title") is { } title)
            update.Title = title;
        if (body.Text("description") is { } description)
            update.Description = description;
        problems.ThrowIfAny();
        return update;
    }

    public static async Task<AddParticipantRequest> ReadParticipantAsync(
        string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var add = new AddParticipantRequest
        {
            ConversationId = id,
            Participant = new NewParticipant { Principal = body.ReadPrincipal(), Role = body.Text("role") ?? "" },
        };
        problems.ThrowIfAny();
        return add;
    }

    public static async Task<SendMessageRequest> ReadMessageAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        body.RequireSelf(request);
        var send = new SendMessageRequest
        {
            ConversationId = body.RequiredText("conversationId"),
            Role = Words.Parse<MessageRole>(body.Word("role", Words.All<MessageRole>())),
            Type = Words.Parse<MessageType>(body.Word("type", Words.All<MessageType>())),
            Content = body.Text("content") ?? "",
            Attachments = { body.Texts("attachments") },
            ParentId = problems.MessageId("parentId", body.Text("parentId")) ?? "",
            MetadataJson = body.RawObject("metadata") ?? "",
            Thinking = body.Text("thinking") ?? "",
            ToolCallsJson = body.RawArray("toolCalls") ?? "",
            ClientId = request.ReadClientId(body, problems),
        };
        problems.ThrowIfAny();
        return send;
    }
}
