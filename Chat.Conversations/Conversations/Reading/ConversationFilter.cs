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

    // Served by the index messages_search; the conversations are those of the caller, by the index participants_of.
    private const string WithMessages =
        """
        SELECT m.conversation_id FROM messages m
        JOIN conversations o ON o.tenant = m.tenant AND o.id = m.conversation_id AND m.seq > o.cleared_seq
        WHERE m.tenant = $1 AND m.deleted_at IS NULL AND m.conversation_id = ANY(ARRAY(
            SELECT q.conversation_id FROM participants q
            WHERE q.tenant = $1 AND q.participant_type = $2 AND q.participant_id = $3 AND q.left_at IS NULL))
        """;

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
        var inMessages = TextInMessages ? $" OR c.id IN ({WithMessages} AND m.search @@ {query})" : "";
        where.Add($"(c.search @@ {query}{inMessages})");
    }
}
