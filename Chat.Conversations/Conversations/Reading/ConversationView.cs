using Chat.Conversations.Messages;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Chat.Conversations.Validation;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Conversations.Reading;

/// <summary>A conversation as the caller sees it in a list: with the newest message and the caller's own counts.</summary>
internal sealed record ConversationView(Wire.Conversation Conversation, DateTimeOffset ActivityAt, string? Role)
{
    /// <summary>
    /// Completes the rows of <c>page</c> (id, activity_at, role, own_read_seq, delivered_seq, own_read_beyond) in the same query. The
    /// first three parameters are the tenant, the caller's type and the caller's id.
    /// </summary>
    /// <remarks>
    /// The newest message and the unread ones are found by the unique index (conversation_id, seq, created_at), the
    /// latter only in the partitions since the month of the first unread one; mentions by the primary key. Messages have
    /// no gaps in seq, so looking at the newest 5000 bounds the work, however many of them are the caller's own, deleted
    /// or in threads.
    /// </remarks>
    public const string Select =
        $"""
         SELECT {ConversationMapping.Columns}, page.activity_at, page.role, page.own_read_seq, page.delivered_seq,
                unread.n, mentioned.n, {MessageRows.Columns}
         FROM page
         JOIN conversations c ON c.id = page.id
         CROSS JOIN LATERAL (SELECT greatest(page.own_read_seq, c.cleared_seq, c.last_seq - 5000) AS seq) seen
         CROSS JOIN LATERAL (
             SELECT coalesce(max(x.month)::timestamp AT TIME ZONE 'UTC', c.created_at) AS at
             FROM conversation_months x WHERE x.conversation_id = c.id AND x.first_seq <= seen.seq + 1) since
         CROSS JOIN LATERAL (
             SELECT count(*) AS n FROM (
                 SELECT FROM messages u
                 WHERE u.tenant = c.tenant AND u.conversation_id = c.id AND u.seq > seen.seq
                   AND u.created_at BETWEEN since.at AND c.updated_at AND u.thread_id IS NULL AND u.deleted_at IS NULL
                   AND (u.sender_type, u.sender_id) <> ($2, $3) AND page.role IS NOT NULL
                   AND NOT page.own_read_beyond @> u.seq
                 LIMIT 1000) x) unread
         CROSS JOIN LATERAL (
             SELECT count(*) AS n FROM (
                 SELECT FROM mentions n
                 WHERE n.conversation_id = c.id AND n.participant_type = $2 AND n.participant_id = $3
                   AND n.seq > greatest(page.own_read_seq, c.cleared_seq) AND page.role IS NOT NULL
                   AND NOT page.own_read_beyond @> n.seq
                 LIMIT 1000) x) mentioned
         LEFT JOIN LATERAL (
             SELECT l.* FROM messages l
             WHERE l.tenant = c.tenant AND l.conversation_id = c.id AND l.seq > greatest(c.cleared_seq, c.last_seq - 5000)
               AND l.created_at BETWEEN c.created_at AND c.updated_at AND l.thread_id IS NULL AND l.deleted_at IS NULL
             ORDER BY l.seq DESC
             LIMIT 1) m ON true
         ORDER BY page.activity_at DESC, page.id DESC
         """;

    private const int Own = ConversationMapping.Width;

    public static ConversationView Read(NpgsqlDataReader reader)
    {
        var conversation = ConversationMapping.Read(reader);
        var role = reader.GetNullableString(Own + 1);
        conversation.MyRole = role ?? "";
        conversation.MyReadSeq = reader.GetFieldValue<long?>(Own + 2) ?? 0;
        conversation.MyDeliveredSeq = reader.GetFieldValue<long?>(Own + 3) ?? 0;
        conversation.UnreadCount = reader.GetInt64(Own + 4);
        conversation.MentionCount = reader.GetInt64(Own + 5);
        if (!reader.IsDBNull(Own + 6))
        {
            conversation.LastMessage = WholeMessage.Read(reader, Own + 6);
            conversation.Preview = Preview.Of(conversation.LastMessage.Content, Limits.PreviewCharacters);
        }

        return new ConversationView(conversation, reader.GetFieldValue<DateTimeOffset>(Own), role);
    }

    /// <summary>The three parameters that <see cref="Select"/> asks for.</summary>
    public static void AddCaller(SqlConditions where, Caller caller)
    {
        where.Value(caller.Tenant);
        where.Value(StoredNames.Principals.Of(caller.Principal.Type));
        where.Value(caller.Principal.Id);
    }
}
