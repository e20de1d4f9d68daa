using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Threads;

/// <summary>A new thread: of a message, or with a root that is written first.</summary>
public sealed record ThreadBody
{
    /// <summary>The message that becomes the root: its UUID or seq. Without it one is written.</summary>
    public string? RootMessageId { get; init; }

    public string? Title { get; init; }

    /// <summary>The text of a new root; the title without it.</summary>
    public string? Content { get; init; }

    /// <summary>The message from which a new root branches off: its UUID or seq.</summary>
    public string? ParentId { get; init; }

    /// <summary>The sender's key for retries, as <c>Idempotency-Key</c>.</summary>
    public string? ClientId { get; init; }

    internal static async Task<CreateThreadRequest> ReadAsync(
        string conversationId, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        body.RequireSelf(request);
        var create = new CreateThreadRequest
        {
            ConversationId = conversationId,
            RootMessageId = problems.MessageId("rootMessageId", body.Text("rootMessageId")) ?? "",
            Title = body.Text("title") ?? "",
            Content = body.Text("content") ?? "",
            ParentId = problems.MessageId("parentId", body.Text("parentId")) ?? "",
            ClientId = request.ReadClientId(body, problems),
        };
        problems.ThrowIfAny();
        return create;
    }
}
