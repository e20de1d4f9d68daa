using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Receipts;

/// <summary>Who has received and read a message, its sender left out.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Seq">Its number.</param>
/// <param name="DeliveredTo">Who has received it.</param>
/// <param name="ReadBy">Who has read it.</param>
public sealed record MessageReceiptsView(
    string MessageId, long Seq, IReadOnlyList<ReceiptView> DeliveredTo, IReadOnlyList<ReceiptView> ReadBy);

/// <summary>One participant's receipt.</summary>
/// <param name="Id">The user or agent.</param>
/// <param name="Type">user or agent.</param>
/// <param name="At">When they first had it, as far as the log tells.</param>
public sealed record ReceiptView(string Id, string Type, DateTime? At);

/// <summary>Turns receipts into their views.</summary>
internal static class ReceiptMapping
{
    public static MessageReceiptsView ToView(this MessageReceipts receipts) => new(
        receipts.MessageId, receipts.Seq, [.. receipts.DeliveredTo.Select(ToView)], [.. receipts.ReadBy.Select(ToView)]);

    private static ReceiptView ToView(Receipt receipt) =>
        new(receipt.Participant.Id, Words.Of(receipt.Participant.Type), receipt.At?.ToDateTime());
}
