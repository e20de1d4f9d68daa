using Chat.Conversations.Participants;

namespace Chat.Conversations.Receipts;

/// <summary>How far a participant has received, read for others to see, and read.</summary>
internal sealed record Watermarks(long Delivered, long Read, long OwnRead)
{
    public static Watermarks Of(Participant participant) =>
        new(participant.DeliveredSeq, participant.ReadSeq, participant.OwnReadSeq);
}
