using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Messages;

/// <summary>A new message.</summary>
public sealed record MessageBody
{
    /// <summary>May only be left out when there are attachments.</summary>
    public string? Content { get; init; }

    /// <summary>text, image, file, voice, system or tool; text without it.</summary>
    public string? Type { get; init; }

    /// <summary>user, assistant, system or tool; user for users and assistant for agents without it.</summary>
    public string? Role { get; init; }

    /// <summary>https:// addresses and document:{id} references.</summary>
    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>An object of at most 16 KB and depth 8.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The message that this one answers: its UUID or seq.</summary>
    public string? ParentId { get; init; }

    /// <summary>The thread to write in; the main conversation without it.</summary>
    public Guid? ThreadId { get; init; }

    /// <summary>Participants; names written as @id in the content are found without being listed.</summary>
    public IReadOnlyList<PrincipalView>? Mentions { get; init; }

    /// <summary>Only of agents: what led to the answer.</summary>
    public string? Thinking { get; init; }

    /// <summary>Only of agents: an array.</summary>
    public JsonElement? ToolCalls { get; init; }

    /// <summary>The sender's key for retries, as <c>Idempotency-Key</c>.</summary>
    public string? ClientId { get; init; }

    internal static async Task<SendMessageRequest> ReadAsync(
        string conversationId, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        body.RequireSelf(request);
        var send = new SendMessageRequest
        {
            ConversationId = conversationId,
            Content = body.Text("content") ?? "",
            Type = Words.Parse<MessageType>(body.Word("type", Words.All<MessageType>())),
            Role = Words.Parse<MessageRole>(body.Word("role", Words.All<MessageRole>())),
            ClientId = request.ReadClientId(body, problems),
            Attachments = { body.Texts("attachments") },
            MetadataJson = body.RawObject("metadata") ?? "",
            ParentId = problems.MessageId("parentId", body.Text("parentId")) ?? "",
            ThreadId = problems.Id("threadId", body.Text("threadId")) ?? "",
            Mentions = { body.Objects("mentions").Select(Principals.ReadPrincipal) },
            Thinking = body.Text("thinking") ?? "",
            ToolCallsJson = body.RawArray("toolCalls") ?? "",
        };
        problems.ThrowIfAny();
        return send;
    }
}
