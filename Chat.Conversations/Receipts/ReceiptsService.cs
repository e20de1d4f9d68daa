using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.Receipts;

/// <summary>Who has received and read what.</summary>
[Authorize]
internal sealed class ReceiptsService(ConversationAccess access, ReceiptReader receipts, ReceiptChanges changes)
    : ReceiptService.ReceiptServiceBase
{
    public override Task<MarkResponse> Mark(MarkRequest request, ServerCallContext context) =>
        changes.MarkAsync(context.ToChatCaller(), request, context.CancellationToken);

    public override async Task<ViewReceiptsResponse> ViewMessages(
        ViewReceiptsRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        if (request.MessageIds.Count is 0 or > PageLimits.ReceiptMessages)
            fields.Add("messageIds", "out_of_range", $"must be from 1 to {PageLimits.ReceiptMessages}");
        fields.Conversation(request.ConversationId);
        foreach (var id in request.MessageIds.Take(PageLimits.ReceiptMessages)) fields.Message(request.ConversationId, id);
        fields.ThrowIfInvalid();

        var head = await access.EnterAsync(
            context.ToChatCaller(), request.ConversationId, ReadActions.Receipts, context.CancellationToken);
        return await receipts.ViewAsync(head, (request.MessageIds, request.LiveOnly), context.CancellationToken);
    }
}
