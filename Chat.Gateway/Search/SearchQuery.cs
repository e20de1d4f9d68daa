using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Search;

/// <summary>What is looked for, as it stands in the query string.</summary>
internal readonly record struct SearchQuery(string? Q, string? Conversation, string? Limit, string? Cursor)
{
    public const int MaxLength = 200;

    public static readonly NumberRange Limits = new(1, 100);

    public SearchMessagesRequest ToRequest()
    {
        var problems = new FieldProblems();
        var request = new SearchMessagesRequest
        {
            Query = problems.Text("q", Q, MaxLength) ?? "",
            ConversationId = problems.Text("conversation", Conversation, MaxLength) ?? "",
            Limit = (int)(problems.Number("limit", Limit, Limits) ?? 0),
            Cursor = Cursor ?? "",
        };
        if (string.IsNullOrWhiteSpace(Q))
            problems.Required("q");
        problems.ThrowIfAny();
        return request;
    }
}
