using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.Messages;

/// <summary>Reads of messages and of the log.</summary>
[Authorize]
internal sealed class MessagesService(
    ConversationAccess access,
    MessageReader reader,
    MessageListing listing,
    MessageCounts counts,
    MessageSearch search,
    LogReader log) : MessageService.MessageServiceBase
{
    public override Task<ListMessagesResponse> List(ListMessagesRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var history = fields.History(request);
        fields.Conversation(request.ConversationId);
        fields.ThrowIfInvalid();
        return listing.ReadAsync(context.ToChatCaller(), request, history, context.CancellationToken);
    }

    public override async Task<ReadLogResponse> ReadLog(ReadLogRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var limit = fields.Limit("limit", request.Limit, Limits.LogEntriesDefault, Limits.LogEntriesMost);
        var after = fields.Position("after", request.After);
        var head = await EnterAsync(request.ConversationId, fields, ReadActions.Log, context);
        return new ReadLogResponse
        {
            Entries = { await log.ReadAsync(head.LogAt(after, limit), limit, context.CancellationToken) },
            HeadOffset = head.HeadOffset,
        };
    }

    public override Task<Contracts.Conversations.V1.Message> Get(GetMessageRequest request, ServerCallContext context)
    {
        Check(request.ConversationId, request.MessageId);
        return reader.GetAsync(
            context.ToChatCaller(), request.ConversationId, request.MessageId, context.CancellationToken);
    }

    public override Task<ListMessagesResponse> ListReplies(ListRepliesRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        fields.Message(request.ConversationId, request.MessageId);
        fields.Position("after", request.After);
        var limit = fields.Limit("limit", request.Limit, Limits.MessagesDefault, Limits.MessagesMost);
        fields.ThrowIfInvalid();
        return reader.RepliesAsync(context.ToChatCaller(), request, limit, context.CancellationToken);
    }

    public override async Task<CountMessagesResponse> Count(CountMessagesRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var filter = fields.Filter(request.Role, request.WithAttachments, request.ThreadId) with
        {
            IncludeThreads = request.IncludeThreads,
        };
        var head = await EnterAsync(request.ConversationId, fields, ReadActions.Statistics, context);
        var caller = context.ToChatCaller();
        return new CountMessagesResponse { Count = await counts.CountAsync(caller, head, filter, context.CancellationToken) };
    }

    public override async Task<ListMessagesResponse> ListPins(ListPinsRequest request, ServerCallContext context)
    {
        var head = await EnterAsync(request.ConversationId, new Fields(), ReadActions.Messages, context);
        return await listing.PinsAsync(context.ToChatCaller(), head, context.CancellationToken);
    }

    public override Task<ListVersionsResponse> ListVersions(GetMessageRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        fields.Message(request.ConversationId, request.MessageId);
        fields.Position("before", request.BeforeVersion);
        fields.ThrowIfInvalid();
        return reader.VersionsAsync(context.ToChatCaller(), request, context.CancellationToken);
    }

    public override async Task<SearchMessagesResponse> Search(SearchMessagesRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var query = fields.Query("query", request.Query);
        var limit = fields.Limit("limit", request.Limit, PageLimits.SearchDefault, PageLimits.SearchMost);
        SearchCursor? after = null;
        if (request.Cursor.Length > 0 && !SearchCursor.TryParse(request.Cursor, out after)) fields.BadCursor();
        fields.ThrowIfInvalid();
        var head = request.ConversationId.Length == 0
            ? null
            : await EnterAsync(request.ConversationId, fields, ReadActions.Search, context);
        return await search.FindAsync(
            context.ToChatCaller(), new SearchScope(query, limit, after, head), context.CancellationToken);
    }

    public override async Task<StatisticsResponse> Statistics(StatisticsRequest request, ServerCallContext context)
    {
        var head = await EnterAsync(request.ConversationId, new Fields(), ReadActions.Statistics, context);
        return await counts.StatisticsAsync(context.ToChatCaller(), head, context.CancellationToken);
    }

    private Task<ConversationHead> EnterAsync(
        string conversation, Fields fields, string action, ServerCallContext context)
    {
        fields.Conversation(conversation);
        fields.ThrowIfInvalid();
        return access.EnterAsync(context.ToChatCaller(), conversation, action, context.CancellationToken);
    }

    private static void Check(string conversation, string message)
    {
        var fields = new Fields();
        fields.Message(conversation, message);
        fields.ThrowIfInvalid();
    }
}
