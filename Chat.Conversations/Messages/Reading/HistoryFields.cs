using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Reads the requests for pages of messages; what they lack is the conversation's head.</summary>
internal static class HistoryFields
{
    public static Func<ConversationHead, HistoryRequest> History(this Fields fields, ListMessagesRequest request)
    {
        var limit = fields.Limit("limit", request.Limit, Limits.MessagesDefault, Limits.MessagesMost);
        var after = fields.Position("after", request.After);
        var before = request.HasBefore ? fields.Position("before", request.Before) : long.MaxValue;
        if (request is { HasBefore: true, HasAfter: true })
            fields.Add("before", "invalid", "must not be given together with after");
        var skip = fields.Skip(request.Skip);
        var filter = fields.Filter(request.Role, request.WithAttachments, request.ThreadId) with
        {
            IncludeThreads = request.IncludeThreads,
            From = fields.Time("fromDate", request.FromDate),
            Before = fields.Time("beforeDate", request.BeforeDate),
        };
        return head => new HistoryRequest(head, limit)
        {
            After = after,
            Before = before,
            NewestFirst = request.HasBefore || (request.Newest && !request.HasAfter),
            Skip = skip,
            Filter = filter,
        };
    }

    public static MessageFilter Filter(this Fields fields, MessageRole role, bool withAttachments, string threadId)
    {
        if (!Enum.IsDefined(role)) fields.Add("role", "invalid", "is not a role");
        return new MessageFilter
        {
            Role = role,
            WithAttachments = withAttachments,
            ThreadId = fields.OptionalId("threadId", threadId),
        };
    }
}
