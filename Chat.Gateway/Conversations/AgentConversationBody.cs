using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Conversations;

/// <summary>An agent's own conversation.</summary>
/// <param name="Title">Only used when it is made.</param>
public sealed record AgentConversationBody(string? Title = null)
{
    internal static async Task<FindOrCreateForAgentRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadOptionalAsync(request, problems, cancellationToken);
        var find = new FindOrCreateForAgentRequest { Title = body.Text("title") ?? "" };
        problems.ThrowIfAny();
        return find;
    }
}
