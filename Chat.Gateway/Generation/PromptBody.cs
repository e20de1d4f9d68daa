using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Generation;

/// <summary>A prompt.</summary>
/// <param name="Message">What to answer; not blank.</param>
/// <param name="ConversationId">The conversation to go on with; a new one begins without it.</param>
/// <param name="AgentId">Who answers, in a new conversation or among those who take part; the default agent without it.</param>
/// <param name="ClientId">The sender's key for retries, as <c>Idempotency-Key</c>.</param>
public sealed record PromptBody(string Message, Guid? ConversationId = null, string? AgentId = null, string? ClientId = null)
{
    internal static async Task<SubmitPromptRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        body.RequireSelf(request);
        var prompt = new SubmitPromptRequest
        {
            Message = body.RequiredText("message"),
            ConversationId = ReadConversationId(body, problems),
            AgentId = body.Text("agentId") ?? "",
            ClientId = request.ReadClientId(body, problems),
        };
        problems.ThrowIfAny();
        return prompt;
    }

    private static string ReadConversationId(JsonBody body, FieldProblems problems)
    {
        if (body.Text("conversationId") is not { } text)
            return "";
        if (!Guid.TryParseExact(text, "D", out var id))
            problems.Invalid("conversationId", "conversationId must be a UUID.");
        return id.ToString();
    }
}
