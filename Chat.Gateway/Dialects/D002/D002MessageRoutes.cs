using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Dialects.D002;

/// <summary>Messages of the second design.</summary>
internal static class D002MessageRoutes
{
    private const string Messages = D002Routes.One + "/messages";
    private const int DefaultLimit = 50;
    private const int MostLimit = 200;

    public static void MapMessages(this RouteGroupBuilder group)
    {
        NumberedPage.Describe(
            group.MapGet(Messages, ListAsync).Reads("d002ListMessages", "Messages of the main conversation by page, oldest first"),
            DefaultLimit, MostLimit);
        group.MapPost(Messages, SendAsync).Takes("d002SendMessage", "Write a message");
        group.MapPatch(Messages + Paths.Message, EditAsync).Takes("d002EditMessage", "Change a message");
        group.MapDelete(Messages + Paths.Message, DeleteAsync).Changes("d002DeleteMessage", "Delete a message");
    }

    /// <summary>A page of the main conversation, or of a thread.</summary>
    public static async Task<Ok<DialectPage<D002Message>>> PageAsync(
        DialectCall call, string id, string threadId, CancellationToken cancellationToken)
    {
        var page = NumberedPage.Read(call.Http, DefaultLimit, MostLimit);
        var request = new ListMessagesRequest { ConversationId = id, ThreadId = threadId, Limit = page.Limit, Skip = page.Skip };
        var counted = new CountMessagesRequest { ConversationId = id, ThreadId = threadId };
        var messages = await call.Messages.ListWholeAsync(request, cancellationToken);
        var total = await call.Messages.CountAsync(counted, cancellationToken: cancellationToken);
        return TypedResults.Ok(new DialectPage<D002Message>(
            [.. messages.Messages.Select(one => one.ToD002())], page.ToView(total.Count, messages.Messages.Count, messages.HasMore)));
    }

    /// <summary>Sends what was read; threads do it too.</summary>
    public static async Task<Created<D002Message>> SendToAsync(
        DialectCall call, SendMessageRequest request, CancellationToken cancellationToken)
    {
        var sent = await call.MessageChanges.SendAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created(
            $"{D002Routes.Root}/{sent.Message.ConversationId}/messages/{sent.Message.Id}", sent.Message.ToD002());
    }

    private static Task<Ok<DialectPage<D002Message>>> ListAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        PageAsync(call, id, "", cancellationToken);

    private static async Task<Created<D002Message>> SendAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        await SendToAsync(
            call, await D002Bodies.ReadMessageAsync(id, call.Http.Request, cancellationToken), cancellationToken);

    private static async Task<Ok<D002Message>> EditAsync(
        string id, string messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D002Bodies.ReadEditAsync((id, messageId), call.Http.Request, cancellationToken);
        return TypedResults.Ok((await call.MessageChanges.EditAsync(request, cancellationToken: cancellationToken)).ToD002());
    }

    private static async Task<Ok<D002Message>> DeleteAsync(
        string id, string messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new DeleteMessageRequest { ConversationId = id, MessageId = messageId };
        return TypedResults.Ok((await call.MessageChanges.DeleteAsync(request, cancellationToken: cancellationToken)).ToD002());
    }
}
