using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Messages;

/// <summary>Which part of a history is asked for, as it stands in the query string.</summary>
internal readonly record struct HistoryQuery(string? After, string? Before, string? Limit)
{
    public ListMessagesRequest ToRequest(Guid conversationId, NumberRange seq, NumberRange limit)
    {
        var problems = new FieldProblems();
        var request = new ListMessagesRequest
        {
            ConversationId = conversationId.ToString(),
            Limit = (int)(problems.Number("limit", Limit, limit) ?? 0),
        };
        if (problems.Number("after", After, seq) is { } after)
            request.After = after;
        if (problems.Number("before", Before, seq) is { } before)
            request.Before = before;
        if (After is not null && Before is not null)
            problems.Invalid("before", "Give after or before, not both.");
        problems.ThrowIfAny();
        return request;
    }
}
