using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations.Reading;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.Conversations;

/// <summary>Reads of conversations.</summary>
[Authorize]
internal sealed class ConversationsService(
    ConversationAccess access, ConversationReader conversations, UsageReader usage)
    : ConversationService.ConversationServiceBase
{
    public override async Task<Contracts.Conversations.V1.Conversation> Get(
        GetConversationRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var head = await EnterAsync(request.ConversationId, fields, ReadActions.Conversation, context);
        return await conversations.GetAsync(
            context.ToChatCaller(), head.Id, includeDeleted: false, context.CancellationToken);
    }

    public override Task<ListConversationsResponse> List(
        ListConversationsRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var page = fields.Page(request);
        fields.ThrowIfInvalid();
        return conversations.ListAsync(context.ToChatCaller(), page, context.CancellationToken);
    }

    public override async Task<ListUsageResponse> ListUsage(ListUsageRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var limit = fields.Limit("limit", request.Limit, PageLimits.UsageDefault, PageLimits.UsageMost);
        UsageCursor? after = null;
        if (request.Cursor.Length > 0 && !UsageCursor.TryParse(request.Cursor, out after)) fields.BadCursor();
        var head = await EnterAsync(request.ConversationId, fields, ReadActions.Usage, context);
        return await usage.ReadAsync(context.ToChatCaller(), head, (after, limit), context.CancellationToken);
    }

    private Task<ConversationHead> EnterAsync(
        string conversation, Fields fields, string action, ServerCallContext context)
    {
        fields.Conversation(conversation);
        fields.ThrowIfInvalid();
        return access.EnterAsync(context.ToChatCaller(), conversation, action, context.CancellationToken);
    }
}
