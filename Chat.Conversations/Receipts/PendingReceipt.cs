using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Receipts;

/// <summary>A receipt whose time is still looked for.</summary>
internal sealed record PendingReceipt(Principal Principal, long Seq, bool Reading, Receipt Receipt)
{
    public bool IsReachedBy(Watermark watermark) =>
        watermark.ReadSeq >= Seq || watermark.ReadAlone.Contains(Seq)
        // Reading implies having received.
        || (!Reading && (watermark.DeliveredSeq >= Seq || watermark.DeliveredAlone.Contains(Seq)));
}
