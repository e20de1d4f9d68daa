using Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Participants;

/// <summary>A user or an agent in a conversation, with its role and how far it has received and read.</summary>
internal sealed class Participant
{
    public required Guid ConversationId { get; init; }

    public required PrincipalType Type { get; init; }

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Role { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    public DateTimeOffset? LeftAt { get; init; }

    public long DeliveredSeq { get; init; }

    public long ReadSeq { get; init; }
}
