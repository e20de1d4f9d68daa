using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Messages;

/// <summary>What people put on messages: reactions and pins.</summary>
internal static class MessageMarkEndpoints
{
    private const string Reaction = Paths.Messages + Paths.Message + "/reactions/{emoji:maxlength(32)}";
    private const string Pin = Paths.Messages + Paths.Message + "/pin";

    public static void MapMessageMarks(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(Reaction, AddReactionAsync).DescribeAddReaction();
        routes.MapDelete(Reaction, RemoveReactionAsync).DescribeRemoveReaction();
        routes.MapPut(Pin, PinAsync).DescribePin();
        routes.MapDelete(Pin, UnpinAsync).DescribeUnpin();
        routes.MapGet(Paths.Conversation + "/pins", ListPinsAsync).DescribePins();
    }

    private static Task<Ok<MessageView>> AddReactionAsync(
        [AsParameters] MessagePath path,
        string emoji,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken) =>
        ReactAsync(messages, ReactionOf(path, emoji, present: true), cancellationToken);

    private static Task<Ok<MessageView>> RemoveReactionAsync(
        [AsParameters] MessagePath path,
        string emoji,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken) =>
        ReactAsync(messages, ReactionOf(path, emoji, present: false), cancellationToken);

    private static Task<Ok<MessageView>> PinAsync(
        [AsParameters] MessagePath path,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken) =>
        SetPinAsync(messages, path, pinned: true, cancellationToken);

    private static Task<Ok<MessageView>> UnpinAsync(
        [AsParameters] MessagePath path,
        MessageChangeService.MessageChangeServiceClient messages,
        CancellationToken cancellationToken) =>
        SetPinAsync(messages, path, pinned: false, cancellationToken);

    private static async Task<Ok<MessagePage>> ListPinsAsync(
        string conversationId, MessageService.MessageServiceClient messages, CancellationToken cancellationToken)
    {
        var request = new ListPinsRequest { ConversationId = conversationId };
        var response = await messages.ListPinsAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage(backward: false) with { NextCursor = null });
    }

    private static ReactRequest ReactionOf(MessagePath path, string emoji, bool present) => new()
    {
        ConversationId = path.ConversationId,
        MessageId = path.MessageId,
        Emoji = emoji,
        Present = present,
    };

    private static async Task<Ok<MessageView>> ReactAsync(
        MessageChangeService.MessageChangeServiceClient messages, ReactRequest request, CancellationToken cancellationToken) =>
        TypedResults.Ok((await messages.ReactAsync(request, cancellationToken: cancellationToken)).ToView());

    private static async Task<Ok<MessageView>> SetPinAsync(
        MessageChangeService.MessageChangeServiceClient messages,
        MessagePath path,
        bool pinned,
        CancellationToken cancellationToken)
    {
        var request = new PinRequest { ConversationId = path.ConversationId, MessageId = path.MessageId, Pinned = pinned };
        return TypedResults.Ok((await messages.PinAsync(request, cancellationToken: cancellationToken)).ToView());
    }
}
