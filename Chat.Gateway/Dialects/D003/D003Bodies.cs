using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Dialects.D003;

/// <summary>Reads the third design's bodies and writes its messages.</summary>
internal static class D003Bodies
{
    public static async Task<SendMessageRequest> ReadMessageAsync(
        string sessionId, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        body.RequireSelf(request);
        var send = new SendMessageRequest
        {
            ConversationId = sessionId,
            Content = body.RequiredText("content"),
            Role = Words.Parse<MessageRole>(body.Word("role", Words.All<MessageRole>())),
            MetadataJson = body.RawObject("metadata") ?? "",
            ClientId = request.ReadClientId(body, problems),
        };
        problems.ThrowIfAny();
        return send;
    }

    /// <summary>Replaces both: metadata that is not given is removed.</summary>
    public static async Task<EditMessageRequest> ReadUpdateAsync(
        Guid messageId, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var edit = new EditMessageRequest
        {
            MessageId = messageId.ToString(),
            Content = body.RequiredText("content"),
            MetadataJson = body.RawObject("metadata") ?? "",
        };
        problems.ThrowIfAny();
        return edit;
    }

    public static D003Message ToD003(this Message message) => new(
        message.Id, message.ConversationId, Words.Of(message.Role), message.Content)
    {
        Metadata = message.MetadataJson.ToJson(),
        Timestamp = message.CreatedAt.ToDateTime(),
    };
}
