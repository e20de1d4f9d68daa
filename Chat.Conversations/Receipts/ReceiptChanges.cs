using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Receipts;

/// <summary>Carries out what somebody says they received or read.</summary>
internal sealed class ReceiptChanges(
    Appender appender, ConversationIds conversations, MessageRefs messages, UnreadCounts counts, OthersReader others)
{
    public async Task<MarkResponse> MarkAsync(Caller caller, MarkRequest request, CancellationToken cancellationToken)
    {
        var fields = new Fields();
        var reference = fields.Conversation(request.ConversationId);
        var seq = fields.Position("uptoSeq", request.UptoSeq);
        if (request.Kind == ReceiptKind.Unspecified || !Enum.IsDefined(request.Kind))
            fields.Add("kind", "invalid", "must be delivered, read or readPrivately");
        if (request.MessageId.Length == 0 && seq == 0)
            fields.Add("uptoSeq", "required", "must be given, or a messageId");
        if (request.MessageId.Length > 0) fields.Message(request.ConversationId, request.MessageId);
        fields.ThrowIfInvalid();

        var id = await conversations.ResolveAsync(caller, reference, cancellationToken);
        if (request.MessageId.Length > 0)
            seq = (await messages.ResolveAsync(
                caller, request.ConversationId, request.MessageId, cancellationToken)).Seq;
        var mark = new MarkReceipts(caller, id, request.Kind, seq)
        {
            Others = request.MessageId.Length > 0 ? await others.ReadAsync(caller, id, cancellationToken) : null,
        };
        var marks = await appender.ApplyAsync(mark, cancellationToken);
        var response = new MarkResponse
        {
            DeliveredSeq = marks.Delivered.Upto,
            ReadSeq = marks.Read.Upto,
            OwnReadSeq = marks.OwnRead.Upto,
            UptoSeq = seq,
        };
        await counts.FillAsync(caller, id, response, cancellationToken);
        return response;
    }
}
