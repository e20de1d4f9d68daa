using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Participant = Chat.Conversations.Participants.Participant;

namespace Chat.Conversations.Receipts;

/// <summary>Moves the caller's watermarks forward, never back; reading implies having received.</summary>
internal sealed record MarkReceipts(Caller Caller, Guid ConversationId, ReceiptKind Kind, long UptoSeq)
    : IConversationChange<Watermarks>
{
    // One message is reason enough for as many receipts as there are readers.
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { IsCounted = false };

    public Watermarks Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.MarkReceipts);
        var before = Watermarks.Of(participant);
        var after = Moved(before, Math.Min(UptoSeq, conversation.Row.LastSeq));
        if (after == before) return after;

        (participant.DeliveredSeq, participant.ReadSeq, participant.OwnReadSeq) = after;
        state.Keep(participant);
        if (after.Delivered != before.Delivered || after.Read != before.Read)
            conversation.Append(ToWire(participant), before);
        return after;
    }

    private Watermarks Moved(Watermarks from, long upto) => new(
        Math.Max(from.Delivered, upto),
        Kind == ReceiptKind.Read ? Math.Max(from.Read, upto) : from.Read,
        Kind == ReceiptKind.Delivered ? from.OwnRead : Math.Max(from.OwnRead, upto));

    private static Watermark ToWire(Participant participant) => new()
    {
        ParticipantId = participant.Id,
        ParticipantType = participant.Type,
        DeliveredSeq = participant.DeliveredSeq,
        ReadSeq = participant.ReadSeq,
    };
}
