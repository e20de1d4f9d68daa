using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.Threads;

/// <summary>Threads of a conversation.</summary>
[Authorize]
internal sealed class ThreadsService(ConversationAccess access, ThreadReader threads, ThreadChanges changes)
    : ThreadService.ThreadServiceBase
{
    public override async Task<Contracts.Conversations.V1.Thread> Create(
        CreateThreadRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        return await ShowAsync(caller, await changes.CreateAsync(caller, request, context.CancellationToken), context);
    }

    public override async Task<Contracts.Conversations.V1.Thread> MarkRead(
        MarkThreadReadRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        return await ShowAsync(caller, await changes.MarkReadAsync(caller, request, context.CancellationToken), context);
    }

    public override async Task<ListThreadsResponse> List(ListThreadsRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var limit = fields.Limit("limit", request.Limit, PageLimits.ThreadsDefault, PageLimits.ThreadsMost);
        var after = fields.ActivityCursor(request.Cursor);
        var head = await EnterAsync(request.ConversationId, fields, context);
        return await threads.ListAsync(context.ToChatCaller(), head, (after, limit), context.CancellationToken);
    }

    public override async Task<Contracts.Conversations.V1.Thread> Get(
        GetThreadRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var id = fields.Id("threadId", request.ThreadId);
        var head = await EnterAsync(request.ConversationId, fields, context);
        return await threads.GetAsync(context.ToChatCaller(), head, id, context.CancellationToken);
    }

    private async Task<Contracts.Conversations.V1.Thread> ShowAsync(
        Caller caller, (Guid ConversationId, Guid ThreadId) changed, ServerCallContext context)
    {
        var head = await access.EnterAsync(
            caller, changed.ConversationId, ReadActions.Threads, context.CancellationToken);
        return await threads.GetAsync(caller, head, changed.ThreadId, context.CancellationToken);
    }

    private Task<ConversationHead> EnterAsync(string conversation, Fields fields, ServerCallContext context)
    {
        fields.Conversation(conversation);
        fields.ThrowIfInvalid();
        return access.EnterAsync(
            context.ToChatCaller(), conversation, ReadActions.Threads, context.CancellationToken);
    }
}
