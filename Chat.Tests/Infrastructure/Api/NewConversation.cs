namespace Chat.Tests.Infrastructure.Api;

/// <summary>The body of <c>POST /v1/conversations</c>.</summary>
public sealed record NewConversation
{
    public string? Kind { get; init; }

    public string? Channel { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public object? Metadata { get; init; }

    public string? AgentId { get; init; }

    public IReadOnlyList<ParticipantBody>? Participants { get; init; }

    public string? ExternalId { get; init; }

    public string? ClientId { get; init; }
}

/// <summary>Somebody who shall take part.</summary>
public sealed record ParticipantBody(string Id, string? Type = null, string? Role = null);
