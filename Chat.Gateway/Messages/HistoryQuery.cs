using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Messages;

/// <summary>Which part of a history is asked for, as it stands in the query string.</summary>
internal sealed class HistoryQuery
{
    public static readonly NumberRange Limits = new(1, 200);
    public static readonly NumberRange Seqs = new(0, long.MaxValue);

    public string? After { get; init; }

    public string? Before { get; init; }

    public string? Limit { get; init; }

    public string? Role { get; init; }

    public string? WithAttachments { get; init; }

    public string? Thread { get; init; }

    public string? IncludeThreads { get; init; }

    public string? FromDate { get; init; }

    public string? Newest { get; init; }

    public ListMessagesRequest ToRequest(string conversationId)
    {
        var problems = new FieldProblems();
        var request = new ListMessagesRequest
        {
            ConversationId = conversationId,
            Limit = (int)(problems.Number("limit", Limit, Limits) ?? 0),
            Role = Words.Parse<MessageRole>(problems.Word("role", Role, Words.All<MessageRole>())),
            WithAttachments = problems.Flag("withAttachments", WithAttachments) ?? false,
            ThreadId = problems.Id("thread", Thread) ?? "",
            IncludeThreads = problems.Flag("includeThreads", IncludeThreads) ?? false,
            FromDate = problems.Time("fromDate", FromDate)?.ToTimestamp(),
            Newest = problems.Flag("newest", Newest) ?? false,
        };
        Bound(request, problems);
        problems.ThrowIfAny();
        return request;
    }

    private void Bound(ListMessagesRequest request, FieldProblems problems)
    {
        if (problems.Number("after", After, Seqs) is { } after)
            request.After = after;
        if (problems.Number("before", Before, Seqs) is { } before)
            request.Before = before;
        if (After is not null && Before is not null)
            problems.Invalid("before", "Give after or before, not both.");
        if (request.Newest && (After is not null || Before is not null))
            problems.Invalid("newest", "newest comes without after and before.");
        if (request.IncludeThreads && Thread is not null)
            problems.Invalid("includeThreads", "Give thread or includeThreads, not both.");
    }
}

/// <summary>The page of a thread that is asked for, as it stands in the query string.</summary>
internal readonly record struct PageQuery(string? After, string? Before, string? Limit, string? Newest)
{
    public ListMessagesRequest ToRequest(string conversationId, Guid threadId) => new HistoryQuery
    {
        After = After,
        Before = Before,
        Limit = Limit,
        Newest = Newest,
        Thread = threadId.ToString(),
    }.ToRequest(conversationId);
}
