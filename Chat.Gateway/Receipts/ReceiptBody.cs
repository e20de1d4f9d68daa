using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Receipts;

/// <summary>How far the caller is, by <c>uptoSeq</c>, or which message they have, by <c>messageId</c>.</summary>
/// <param name="Kind">delivered, read, or readPrivately (for the caller's own counts; others see no more than delivered).</param>
/// <param name="UptoSeq">Everything up to this number.</param>
/// <param name="MessageId">This message alone: its UUID or seq.</param>
public sealed record ReceiptBody(string Kind, long? UptoSeq = null, string? MessageId = null)
{
    internal static readonly NumberRange Seqs = new(0, long.MaxValue);

    internal static async Task<MarkRequest> ReadAsync(
        string conversationId, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var kind = body.RequiredWord("kind", Words.All<ReceiptKind>());
        var mark = new MarkRequest
        {
            ConversationId = conversationId,
            Kind = Words.Parse<ReceiptKind>(kind),
            UptoSeq = body.Number("uptoSeq", Seqs) ?? 0,
            MessageId = problems.MessageId("messageId", body.Text("messageId")) ?? "",
        };
        if (body.IsNull("uptoSeq") == body.IsNull("messageId"))
            problems.Invalid("uptoSeq", "Give either uptoSeq or messageId.");
        problems.ThrowIfAny();
        return mark;
    }
}
