using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Dialects.D002;

/// <summary>Reads the bodies of the second design.</summary>
internal static class D002Bodies
{
    private static readonly string[] s_channels = ["chat", "voice", "email"];
    private static readonly string[] s_types = ["text", "file", "system"];

    public static async Task<CreateConversationRequest> ReadCreateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var agentId = body.Text("agentId") ?? "";
        var create = new CreateConversationRequest
        {
            // It knows no pairs: each is a conversation of its own, however many take part.
            Kind = agentId.Length > 0 ? "agent" : "group",
            Title = body.Text("title") ?? body.Text("name") ?? "",
            Channel = body.Word("channel", s_channels) ?? body.Word("type", s_channels) ?? "",
            AgentId = agentId,
            Tags = { body.Texts("tags") },
            MetadataJson = body.RawObject("metadata") ?? "",
            ExternalId = body.Text("externalId") ?? "",
            ClientId = request.ReadClientId(body, problems),
            Participants = { body.Texts("participants").Select(User) },
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
        if (body.Word("channel", s_channels) is { } channel)
            update.Channel = channel;
        if (body.RawObject("metadata") is { } metadata)
            update.MetadataJson = metadata;
        problems.ThrowIfAny();
        return update;
    }

    public static async Task<SendMessageRequest> ReadMessageAsync(
        string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        body.RequireSelf(request);
        var send = new SendMessageRequest
        {
            ConversationId = id,
            Content = body.Text("content") ?? "",
            Type = Words.Parse<MessageType>(body.Word("messageType", s_types)),
            MetadataJson = body.RawObject("metadata") ?? "",
            ThreadId = problems.Id("threadId", body.Text("threadId")) ?? "",
            Attachments = { body.Texts("attachments") },
            // The seed's own name for it is the temporary id.
            ClientId = request.ReadClientId(body, problems, "tempId"),
        };
        problems.ThrowIfAny();
        return send;
    }

    public static async Task<EditMessageRequest> ReadEditAsync(
        (string Conversation, string Message) path, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var edit = new EditMessageRequest { ConversationId = path.Conversation, MessageId = path.Message };
        if (body.Text("content") is { } content)
            edit.Content = content;
        if (body.RawObject("metadata") is { } metadata)
            edit.MetadataJson = metadata;
        problems.ThrowIfAny();
        return edit;
    }

    public static async Task<CreateThreadRequest> ReadThreadAsync(
        string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        body.RequireSelf(request);
        var create = new CreateThreadRequest
        {
            ConversationId = id,
            Title = body.Text("title") ?? "",
            RootMessageId = problems.MessageId("parentMessageId", body.Text("parentMessageId")) ?? "",
            Content = body.Text("content") ?? "",
            ClientId = request.ReadClientId(body, problems),
        };
        problems.ThrowIfAny();
        return create;
    }

    private static NewParticipant User(string id) =>
        new() { Principal = new PrincipalRef { Id = id, Type = PrincipalType.User } };
}
