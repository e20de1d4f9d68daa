using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Chat.Gateway.Search;

namespace Chat.Gateway.Conversations;

/// <summary>Which conversations are asked for, as it stands in the query string.</summary>
internal sealed class ConversationsQuery
{
    public static readonly NumberRange Limits = new(1, 100);

    public string? Limit { get; init; }

    public string? Cursor { get; init; }

    public string? Status { get; init; }

    public string? Kind { get; init; }

    public string? Channel { get; init; }

    public string[]? Tag { get; init; }

    public string? Participant { get; init; }

    public string? AgentId { get; init; }

    public string? Q { get; init; }

    public string? InMessages { get; init; }

    public string? Deleted { get; init; }

    public ListConversationsRequest ToRequest()
    {
        var problems = new FieldProblems();
        var request = new ListConversationsRequest
        {
            Limit = (int)(problems.Number("limit", Limit, Limits) ?? 0),
            Cursor = Cursor ?? "",
            Status = problems.Word("status", Status, ConversationWords.StatusFilters) ?? "",
            Kind = problems.Word("kind", Kind, ConversationWords.Kinds) ?? "",
            Channel = problems.Word("channel", Channel, ConversationWords.Channels) ?? "",
            Tags = { Tag ?? [] },
            Participant = problems.Principal("participant", Participant),
            AgentId = AgentId ?? "",
            Text = problems.Text("q", Q, SearchQuery.MaxLength) ?? "",
            TextInMessages = problems.Flag("inMessages", InMessages) ?? false,
            Deleted = problems.Flag("deleted", Deleted) ?? false,
        };
        if (request.TextInMessages && request.Text.Length == 0)
            problems.Invalid("inMessages", "inMessages needs a q to look for.");
        problems.ThrowIfAny();
        return request;
    }
}
