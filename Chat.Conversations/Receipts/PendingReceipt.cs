using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Receipts;

/// <summary>A receipt whose time is still looked for.</summary>
internal sealed record PendingReceipt(Principal Principal, long Seq, bool Reading, Receipt Receipt)
{
    public bool IsReachedBy(Watermark watermark) =>
        // Reading implies having received.
        (Reading ? watermark.ReadSeq : Math.Max(watermark.DeliveredSeq, watermark.ReadSeq)) >= Seq;
}
