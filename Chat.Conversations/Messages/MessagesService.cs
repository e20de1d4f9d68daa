using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.Messages;

/// <summary>Reads of messages and of the log.</summary>
[Authorize]
internal sealed class MessagesService(ConversationQueries conversations, MessageHistory history, LogReader log)
    : MessageService.MessageServiceBase
{
    public override async Task<ListMessagesResponse> List(ListMessagesRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var limit = fields.Limit("limit", request.Limit, Limits.MessagesDefault, Limits.MessagesMost);
        var position = request.HasBefore
            ? fields.Position("before", request.Before)
            : fields.Position("after", request.After);
        if (request is { HasBefore: true, HasAfter: true })
            fields.Add("before", "invalid", "must not be given together with after");
        var head = await HeadAsync(request.ConversationId, fields, context);

        // One more than asked for tells whether there are more.
        var page = request.HasBefore
            ? await history.BeforeAsync(head.At(position), limit + 1, context.CancellationToken)
            : await history.AfterAsync(head.At(position), limit + 1, context.CancellationToken);
        var messages = page.Take(limit);
        return new ListMessagesResponse
        {
            Messages = { (request.HasBefore ? messages.Reverse() : messages).Select(m => m.ToWire()) },
            HasMore = page.Count > limit,
        };
    }

    public override async Task<ReadLogResponse> ReadLog(ReadLogRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var limit = fields.Limit("limit", request.Limit, Limits.LogEntriesDefault, Limits.LogEntriesMost);
        var after = fields.Position("after", request.After);
        var head = await HeadAsync(request.ConversationId, fields, context);
        return new ReadLogResponse
        {
            Entries = { await log.ReadAsync(head.At(after), limit, context.CancellationToken) },
            HeadOffset = head.HeadOffset,
        };
    }

    private async Task<ConversationHead> HeadAsync(string conversationId, Fields fields, ServerCallContext context)
    {
        var id = fields.Id("conversationId", conversationId);
        fields.ThrowIfInvalid();
        return await conversations.HeadAsync(id, context.ToChatCaller(), context.CancellationToken)
            ?? throw new ChatException(ChatError.NotFound("conversation"));
    }
}
