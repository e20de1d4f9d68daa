using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Receipts;

/// <summary>
/// Marks everything up to a message, or a single one, as received or read, never back; reading implies having received.
/// </summary>
internal sealed record MarkReceipts(Caller Caller, Guid ConversationId, ReceiptKind Kind, long Seq)
    : IConversationChange<Watermarks>
{
    /// <summary>Given for a single message: what must not be marked along with it.</summary>
    public OthersMessages? Others { get; init; }

    // One message is reason enough for as many receipts as there are readers.
    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId) with { IsCounted = false };

    public Watermarks Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.MarkReceipts);
        var before = Watermarks.Of(participant);
        var after = Moved(before, Math.Min(Seq, conversation.Row.LastSeq));
        if (after != before) conversation.Mark(participant, after, Others is null ? null : Seq, state);
        return after;
    }

    private Watermarks Moved(Watermarks from, long seq)
    {
        return new Watermarks(
            With(from.Delivered),
            Kind == ReceiptKind.Read ? With(from.Read) : from.Read,
            Kind == ReceiptKind.Delivered ? from.OwnRead : With(from.OwnRead));

        ReceiptMark With(ReceiptMark mark) => Others is null ? mark.UpTo(seq) : mark.With(seq, Others);
    }
}
