using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Messages;

/// <summary>Writing, reading and changing messages.</summary>
internal static class MessageEndpoints
{
    public static RouteGroupBuilder MapMessages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Messages").RequireAuthorization();
        group.MapPost(Paths.Messages, SendAsync).DescribeSend();
        group.MapGet(Paths.Messages, ListAsync).DescribeList();
        group.MapGet(Paths.Messages + Paths.Message, GetAsync).DescribeGet();
        group.MapPatch(Paths.Messages + Paths.Message, EditAsync).DescribeEdit();
        group.MapDelete(Paths.Messages + Paths.Message, DeleteAsync).DescribeDelete();
        group.MapPost(Paths.Messages + Paths.Message + "/restore", RestoreAsync).DescribeRestore();
        group.MapGet("/v1/messages/{messageId:guid}", GetByIdAsync).DescribeGetById();
        group.MapMessageViews();
        group.MapMessageMarks();
        return group;
    }

    /// <summary>Sends what was read; threads do it too.</summary>
    public static async Task<Results<Created<SentView>, Ok<SentView>>> SendToAsync(
        SendMessageRequest request,
        HttpContext context,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken)
    {
        var response = await messages.SendAsync(request, cancellationToken: cancellationToken);
        var path = Paths.OfMessage(response.Message.Id);
        if (!response.RepeatedCall)
            return TypedResults.Created(path, response.ToView());
        context.Response.Headers.Location = path;
        return TypedResults.Ok(response.ToView());
    }

    private static async Task<Results<Created<SentView>, Ok<SentView>>> SendAsync(
        string conversationId,
        HttpContext context,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = await MessageBody.ReadAsync(conversationId, context.Request, cancellationToken);
        return await SendToAsync(request, context, messages, cancellationToken);
    }

    private static async Task<Ok<MessagePage>> ListAsync(
        string conversationId,
        [AsParameters] HistoryQuery query,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = query.ToRequest(conversationId);
        var response = await messages.ListAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage(backward: request.HasBefore || request.Newest));
    }

    private static async Task<Ok<MessageView>> GetAsync(
        [AsParameters] MessagePath path,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = new GetMessageRequest { ConversationId = path.ConversationId, MessageId = path.MessageId };
        return TypedResults.Ok((await messages.GetAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessageView>> EditAsync(
        [AsParameters] MessagePath path,
        HttpRequest request,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken)
    {
        var edit = await MessagePatch.ReadAsync(path, request, cancellationToken);
        return TypedResults.Ok((await messages.EditAsync(edit, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessageView>> DeleteAsync(
        [AsParameters] MessagePath path,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = new DeleteMessageRequest { ConversationId = path.ConversationId, MessageId = path.MessageId };
        return TypedResults.Ok((await messages.DeleteAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessageView>> RestoreAsync(
        [AsParameters] MessagePath path,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken)
    {
        var request = new RestoreMessageRequest { ConversationId = path.ConversationId, MessageId = path.MessageId };
        return TypedResults.Ok((await messages.RestoreAsync(request, cancellationToken: cancellationToken)).ToView());
    }

    private static async Task<Ok<MessageView>> GetByIdAsync(
        Guid messageId, MessageService.MessageServiceClient messages, CancellationToken cancellationToken)
    {
        var request = new GetMessageRequest { MessageId = messageId.ToString() };
        return TypedResults.Ok((await messages.GetAsync(request, cancellationToken: cancellationToken)).ToView());
    }
}
