using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Errors;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Receipts;

/// <summary>Who has received and read what.</summary>
internal static class ReceiptEndpoints
{
    public static RouteGroupBuilder MapReceipts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Paths.Conversation).WithTags("Receipts").RequireAuthorization();
        group.MapPost("/receipts", MarkAsync)
            .WithName("markReceipts")
            .WithSummary("Say how far one has received or read")
            .WithDescription("Watermarks never go back, so repeating it, or marking less than before, changes nothing.")
            .Accepts<ReceiptBody>("application/json")
            .WithBodyErrors();
        group.MapGet("/messages" + Paths.Message + "/receipts", ViewAsync)
            .WithName("getMessageReceipts")
            .WithSummary("Who has received and read a message")
            .WithErrors(ErrorCodes.NotFound);
        return group;
    }

    private static async Task<Ok<MarkedView>> MarkAsync(
        string conversationId,
        HttpRequest request,
        ReceiptService.ReceiptServiceClient receipts,
        CancellationToken cancellationToken)
    {
        var mark = await ReceiptBody.ReadAsync(conversationId, request, cancellationToken);
        return TypedResults.Ok((await receipts.MarkAsync(mark, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessageReceiptsView>> ViewAsync(
        string conversationId,
        string messageId,
        ReceiptService.ReceiptServiceClient receipts,
        CancellationToken cancellationToken)
    {
        var request = new ViewReceiptsRequest { ConversationId = conversationId, MessageIds = { messageId } };
        var response = await receipts.ViewMessagesAsync(request, cancellationToken: cancellationToken);
        return response.Messages is [var message, ..]
            ? TypedResults.Ok(message.ToView())
            : throw new ApiException(ErrorCodes.NotFound, "There is no such message here.");
    }
}
