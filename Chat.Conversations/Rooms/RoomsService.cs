using Chat.Contracts.Rooms;
using Chat.Conversations.Errors;
using Chat.Conversations.Messages;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Projections.Typing;
using Chat.Conversations.Receipts;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using V1 = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Rooms;

/// <summary>
/// The older rooms design's service: each call is the one of our own services that means the same, in its words.
/// </summary>
[Authorize]
internal sealed class RoomsService(
    RoomFinder rooms,
    MessagesService messages,
    MessageChangesService messageChanges,
    ParticipantsService participants,
    ReceiptsService receipts,
    TypingNotices typing) : ChatService.ChatServiceBase
{
    private const int HistoryDefault = 50;

    public override async Task<ChatMessage> SendMessage(SendMessageRequest request, ServerCallContext context)
    {
        RequireSelf(request.SenderId, context);
        var room = await rooms.FindOrCreateAsync(request.RoomId, context);
        var sent = await messageChanges.Send(request.ToSend(room), context);
        return sent.Message.ToRoomMessage(request.RoomId, null);
    }

    public override async Task<GetMessageHistoryResponse> GetMessageHistory(
        GetMessageHistoryRequest request, ServerCallContext context)
    {
        RequireSelf(request.UserId, context);
        var page = await messages.List(request.ToList(HistoryDefault), context);
        var response = new GetMessageHistoryResponse { HasMore = page.HasMore };
        if (page.Messages.Count == 0) return response;

        // The newest first: where the receipts of all are too much for one answer, it has fewer of the older messages.
        var view = new V1.ViewReceiptsRequest
        {
            ConversationId = request.RoomId,
            MessageIds = { page.Messages.Reverse().Select(m => m.Id) },
            LiveOnly = true,
        };
        var seen = await receipts.ViewMessages(view, context);
        var shown = Page.Of<ChatMessage>(page.Messages.Count);
        shown.AddRange(
            from one in seen.Messages
            join message in page.Messages on one.MessageId equals message.Id
            select message.ToRoomMessage(request.RoomId, one));
        response.HasMore |= shown.HasMore || seen.Viewed < page.Messages.Count;
        response.Messages.AddRange(shown.Items.Reverse());
        return response;
    }

    public override async Task<ChatRoom> JoinRoom(RoomRequest request, ServerCallContext context)
    {
        RequireSelf(request.UserId, context);
        var room = await rooms.FindOrCreateAsync(request.RoomId, context);
        return (await rooms.GetAsync(room, context)).ToRoom(request.RoomId);
    }

    public override async Task<LeaveRoomResponse> LeaveRoom(RoomRequest request, ServerCallContext context)
    {
        RequireSelf(request.UserId, context);
        await participants.Remove(new V1.RemoveParticipantRequest { ConversationId = request.RoomId }, context);
        return new LeaveRoomResponse { Success = true };
    }

    public override Task<MarkMessageResponse> MarkMessageDelivered(MarkMessageRequest request, ServerCallContext context) =>
        MarkAsync(request, V1.ReceiptKind.Delivered, context);

    public override Task<MarkMessageResponse> MarkMessageRead(MarkMessageRequest request, ServerCallContext context) =>
        MarkAsync(request, V1.ReceiptKind.Read, context);

    public override async Task<TypingResponse> SendTyping(TypingRequest request, ServerCallContext context)
    {
        RequireSelf(request.UserId, context);
        var room = await rooms.FindAsync(request.RoomId, context);
        var caller = context.ToChatCaller();
        var notice = new TypingNotice(caller.Tenant, caller.Principal.Id, Guid.Parse(room), request.RoomId, request.IsTyping);
        await typing.TellAsync(notice, context.CancellationToken);
        return new TypingResponse { Success = true };
    }

    private async Task<MarkMessageResponse> MarkAsync(
        MarkMessageRequest request, V1.ReceiptKind kind, ServerCallContext context)
    {
        RequireSelf(request.UserId, context);
        await receipts.Mark(request.ToMark(kind), context);
        return new MarkMessageResponse { Success = true, Status = kind == V1.ReceiptKind.Read ? "read" : "delivered" };
    }

    /// <summary>Who acts is in the token; a name beside it may only say the same.</summary>
    private static void RequireSelf(string userId, ServerCallContext context)
    {
        if (userId.Length > 0 && userId != context.ToChatCaller().Principal.Id)
            throw new ChatException(ChatError.PermissionDenied("act for somebody else"));
    }
}
