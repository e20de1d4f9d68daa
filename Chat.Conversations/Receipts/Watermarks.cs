using Chat.Conversations.Participants;

namespace Chat.Conversations.Receipts;

/// <summary>What a participant has received, read for others to see, and read.</summary>
internal sealed record Watermarks(ReceiptMark Delivered, ReceiptMark Read, ReceiptMark OwnRead)
{
    public static Watermarks Of(Participant participant) => new(participant.Delivered, participant.Read, participant.OwnRead);
}
