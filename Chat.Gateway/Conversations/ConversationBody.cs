using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Conversations;

/// <summary>A new conversation; everything can be left out.</summary>
public sealed record ConversationBody
{
    /// <summary>direct, group or agent; without it agent with an agentId, direct with one participant, else group.</summary>
    public string? Kind { get; init; }

    /// <summary>chat, voice or email; chat without it.</summary>
    public string? Channel { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>An object of at most 16 KB and depth 8.</summary>
    public JsonElement? Metadata { get; init; }

    public string? AgentId { get; init; }

    /// <summary>Besides the caller and the agent.</summary>
    public IReadOnlyList<NewParticipantBody>? Participants { get; init; }

    /// <summary>A name of the caller's choice, no UUID and unique; the one that has it already is answered.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The sender's key for retries, as <c>Idempotency-Key</c>.</summary>
    public string? ClientId { get; init; }

    internal static async Task<CreateConversationRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var create = new CreateConversationRequest
        {
            Kind = body.Word("kind", ConversationWords.Kinds) ?? "",
            Channel = body.Word("channel", ConversationWords.Channels) ?? "",
            Title = body.Text("title") ?? "",
            Description = body.Text("description") ?? "",
            Tags = { body.Texts("tags") },
            MetadataJson = body.RawObject("metadata") ?? "",
            AgentId = body.Text("agentId") ?? "",
            Participants = { body.Objects("participants").Select(NewParticipantBody.Read) },
            ExternalId = body.Text("externalId") ?? "",
            ClientId = request.ReadClientId(body, problems),
        };
        problems.ThrowIfAny();
        return create;
    }
}
