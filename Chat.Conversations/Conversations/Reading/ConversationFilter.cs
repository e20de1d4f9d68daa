using Chat.Conversations.Participants;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Conversations.Reading;

/// <summary>Which of the caller's conversations are meant; what is null or empty does not matter.</summary>
internal sealed record ConversationFilter
{
    public IReadOnlyList<string> Statuses { get; init; } = [];

    public string? Kind { get; init; }

    public string? Channel { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Principal? Participant { get; init; }

    public string? AgentId { get; init; }

    public string? Text { get; init; }

    /// <summary>Whether the text may also stand in the messages.</summary>
    public bool TextInMessages { get; init; }

    /// <summary>Only conversations that the caller owns and that are deleted.</summary>
    public bool Deleted { get; init; }

    /// <summary>
    /// The conditions on conversations <c>c</c> and the caller's participation <c>p</c>; the first three parameters are
    /// the tenant, the caller's type and the caller's id.
    /// </summary>
    public void AddTo(SqlConditions where)
    {
        where.Add("p.tenant = $1 AND p.participant_type = $2 AND p.participant_id = $3 AND p.left_at IS NULL");
        where.Add(Deleted ? "c.deleted_at IS NOT NULL AND p.role = 'owner'" : "c.deleted_at IS NULL");
        if (Statuses.Count > 0) where.Add($"c.status = ANY({where.Value(Statuses.ToArray())})");
        if (Kind is { } kind) where.Add($"c.kind = {where.Value(kind)}");
        if (Channel is { } channel) where.Add($"c.channel = {where.Value(channel)}");
        if (Tags.Count > 0) where.Add($"c.tags @> {where.Value(Tags.ToArray())}");
        if (AgentId is { } agent) where.Add($"c.agent_id = {where.Value(agent)}");
        if (Participant is { } other) AddParticipant(where, other);
        if (Text is { } text) AddText(where, text);
    }

    // Served by the primary key of participants.
    private static void AddParticipant(SqlConditions where, Principal other)
    {
        var type = where.Value(StoredNames.Principals.Of(other.Type));
        var id = where.Value(other.Id);
        where.Add(
            $"""
             EXISTS (SELECT FROM participants o WHERE o.conversation_id = c.id AND o.tenant = c.tenant
               AND o.participant_type = {type} AND o.participant_id = {id} AND o.left_at IS NULL)
             """);
    }

    private void AddText(SqlConditions where, string text)
    {
        var query = $"chat_query({where.Value(text)})";
        where.Add(TextInMessages ? $"(c.search @@ {query} OR {InMessages(query)})" : $"c.search @@ {query}");
    }

    // Served by the index messages_search, in the partitions of the conversation's time. OFFSET 0 keeps it a lookup for each of
    // the caller's conversations: a word that everybody uses is not looked up in all that is stored.
    private static string InMessages(string query) =>
        $"""
         EXISTS (SELECT FROM messages m WHERE m.conversation_id = c.id AND m.tenant = c.tenant AND m.search @@ {query}
           AND m.created_at BETWEEN c.created_at AND c.updated_at AND m.seq > c.cleared_seq AND m.deleted_at IS NULL OFFSET 0)
         """;
}
