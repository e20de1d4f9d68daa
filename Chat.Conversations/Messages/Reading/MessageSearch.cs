using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.SlowReads;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// Finds messages by their words, best match first: in one conversation, or in all of the caller's. Only live messages
/// of conversations that the caller may read now; a hit appears and vanishes with the commit that caused it.
/// </summary>
internal sealed class MessageSearch(SlowReadPool slow, PageDecorator decorator)
{
    /// <summary>Of more matches than these only the newest are found: a word that stands everywhere must not cost all.</summary>
    private const int MostFound = 10_000;

    /// <summary>Of more matches than these only the newest are ranked; the others come after them, newest first.</summary>
    private const int MostRanked = 1_000;

    // Served by the index participants_of and the primary key of conversations.
    private const string OfCaller =
        """
        SELECT p.conversation_id FROM participants p
        WHERE p.tenant = $1 AND p.participant_type = $2 AND p.participant_id = $3 AND p.left_at IS NULL
        """;

    public async Task<SearchMessagesResponse> FindAsync(
        Caller caller, SearchScope scope, CancellationToken cancellationToken)
    {
        var page = await slow.RunAsync(
            caller, (database, token) => ReadAsync(database, caller, scope, token), cancellationToken);
        foreach (var hit in page.Items) hit.Message.Veil(caller.Principal, hit.Role);
        await decorator.DecorateAsync(caller, [.. page.Items.Select(hit => hit.Message)], cancellationToken);
        page = page.Fitting();
        return new SearchMessagesResponse
        {
            Messages = { page.Items.Select(hit => hit.Message) },
            NextCursor = page.HasMore
                ? new SearchCursor(page.Items[^1].Rank, Guid.Parse(page.Items[^1].Message.Id)).ToString()
                : "",
        };
    }

    // Each conversation's matches are found by the index messages_search (conversation_id, search) in the partitions of its
    // time, the page's messages by their primary keys. OFFSET 0 keeps the conversations outermost: a word that everybody
    // uses is looked up in them alone, not in all that is stored. ts_rank looks at no more than 256 places of each word;
    // ts_rank_cd looks for them side by side, which a text can be written to make a thousand times as slow.
    private static async Task<Page<Hit>> ReadAsync(
        NpgsqlDataSource database, Caller caller, SearchScope scope, CancellationToken cancellationToken)
    {
        var where = new SqlConditions();
        where.Add($"c.tenant = {where.Value(caller.Tenant)}");
        var type = where.Value(StoredNames.Principals.Of(caller.Principal.Type));
        var id = where.Value(caller.Principal.Id);
        var query = $"chat_query({where.Value(scope.Query)})";
        where.Add("c.deleted_at IS NULL");
        where.Add(scope.Conversation is { } head ? $"c.id = {where.Value(head.Id)}" : $"c.id = ANY(ARRAY({OfCaller}))");
        var after = scope.After is { } cursor
            ? $"WHERE (r.rank, r.id) < ({where.Value(cursor.Rank)}, {where.Value(cursor.Id)})"
            : "";
        await using var command = where.ToCommand(
            database,
            $"""
             WITH matches AS (
                 SELECT m.id, m.created_at, m.search FROM conversations c
                 CROSS JOIN LATERAL (
                     SELECT m.id, m.created_at, m.search FROM messages m
                     WHERE m.conversation_id = c.id AND m.tenant = c.tenant AND m.search @@ {query}
                       AND m.created_at BETWEEN c.created_at AND c.updated_at
                       AND m.seq > c.cleared_seq AND m.deleted_at IS NULL
                     OFFSET 0) m
                 WHERE {where.Text}
                 ORDER BY m.id DESC LIMIT {where.Value(MostFound)}),
             page AS (
                 SELECT r.id, r.created_at, r.rank FROM (
                     SELECT n.id, n.created_at,
                            CASE WHEN n.place <= {where.Value(MostRanked)} THEN ts_rank(n.search, {query}) ELSE 0 END AS rank
                     FROM (SELECT *, row_number() OVER (ORDER BY id DESC) AS place FROM matches) n) r
                 {after}
                 ORDER BY r.rank DESC, r.id DESC LIMIT {where.Value(scope.Limit + 1)})
             SELECT page.rank, p.role, {MessageRows.Columns}
             FROM page
             JOIN messages m ON m.id = page.id AND m.created_at = page.created_at
             LEFT JOIN participants p ON p.conversation_id = m.conversation_id AND p.tenant = m.tenant
               AND p.participant_type = {type} AND p.participant_id = {id} AND p.left_at IS NULL
             ORDER BY page.rank DESC, page.id DESC
             """);
        var page = new Page<Hit>(scope.Limit, hit => hit.Message.CalculateSize());
        await command.FillAsync(page, Hit.Read, cancellationToken);
        return page;
    }

    /// <summary>A match, and what the caller is in its conversation.</summary>
    private sealed record Hit(float Rank, string? Role, Wire.Message Message)
    {
        public static Hit Read(NpgsqlDataReader reader) =>
            new(reader.GetFloat(0), reader.GetNullableString(1), WholeMessage.Read(reader, 2));
    }
}

/// <summary>What is searched for, where, and which page of it; without a conversation, in all of the caller's.</summary>
internal sealed record SearchScope(string Query, int Limit, SearchCursor? After, ConversationHead? Conversation);
