using Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Participants;

/// <summary>A user or an agent in a conversation, with its role and how far it has received and read.</summary>
internal sealed class Participant
{
    public required Guid ConversationId { get; init; }

    public required PrincipalType Type { get; init; }

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Role { get; set; }

    public required DateTimeOffset JoinedAt { get; set; }

    /// <summary>Who let them in, the last time.</summary>
    public Principal? CreatedBy { get; set; }

    /// <summary>Who changed their role last, or let them go. Their receipts are their own.</summary>
    public Principal? UpdatedBy { get; set; }

    /// <summary>The newest seq when they came: older messages do not wait for their receipts.</summary>
    public long JoinedSeq { get; set; }

    public DateTimeOffset? LeftAt { get; set; }

    public ReceiptMark Delivered { get; set; } = new(0, SeqSet.Empty);

    /// <summary>What they let others see that they read.</summary>
    public ReceiptMark Read { get; set; } = new(0, SeqSet.Empty);

    /// <summary>What they read.</summary>
    public ReceiptMark OwnRead { get; set; } = new(0, SeqSet.Empty);

    /// <summary>The times that they took part before: their receipts of then stay.</summary>
    public IReadOnlyList<Stay> EarlierStays { get; set; } = [];

    public Principal Principal => new(Type, Id);

    public bool TakesPart => LeftAt is null;
}
