using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Conversations.Reading;

/// <summary>Reads the requests for lists of conversations.</summary>
internal static class ConversationFields
{
    private const string AnyStatus = "any";
    private const string Completed = "completed";
    private const int TagCharacters = 50;

    private static readonly string[] Kinds = ["direct", "group", "agent"];
    private static readonly string[] Channels = ["chat", "voice", "email"];
    private static readonly string[] Statuses = ["active", "archived", "closed", Completed, AnyStatus];

    public static ConversationPage Page(this Fields fields, ListConversationsRequest request)
    {
        var page = new ConversationPage(fields.Filter(request))
        {
            Limit = fields.Limit("limit", request.Limit, Limits.ConversationsDefault, Limits.ConversationsMost),
            After = fields.ActivityCursor(request.Cursor),
            Skip = fields.Skip(request.Skip),
            WithTotal = request.WithTotal,
            WithParticipants = request.WithParticipants,
        };
        if (request.Skip > 0 && request.Cursor.Length > 0)
            fields.Add("skip", "invalid", "must not be given together with cursor");
        return page;
    }

    private static ConversationFilter Filter(this Fields fields, ListConversationsRequest request)
    {
        if (request.Tags.Count > PageLimits.Tags)
            fields.Add("tags", "too_many", $"must be at most {PageLimits.Tags}");
        return new ConversationFilter
        {
            Statuses = StatusesOf(fields.Word("status", request.Status, Statuses), request.Deleted),
            Kind = fields.Word("kind", request.Kind, Kinds),
            Channel = fields.Word("channel", request.Channel, Channels),
            Tags = [.. request.Tags.Select(tag => fields.Text("tags", tag, TagCharacters))],
            Participant = fields.Participant(request.Participant),
            AgentId = fields.AgentId(request.AgentId),
            Text = request.Text.Length == 0 ? null : fields.Query("text", request.Text),
            TextInMessages = request.TextInMessages,
            Deleted = request.Deleted,
        };
    }

    /// <summary>Without a word archived conversations are left out, except among the deleted ones.</summary>
    private static string[] StatusesOf(string? word, bool deleted) => word switch
    {
        null => deleted ? [] : ["active", "closed"],
        AnyStatus => [],
        Completed => ["closed"],
        _ => [word],
    };

    private static Principal? Participant(this Fields fields, PrincipalRef? participant)
    {
        if (participant is null) return null;
        if (participant.Type is not (PrincipalType.User or PrincipalType.Agent))
            fields.Add("participant.type", "invalid", "must be user or agent");
        return new Principal(participant.Type, fields.PrincipalId("participant.id", participant.Id));
    }
}
