using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Receipts;

/// <summary>Counts what a participant has not read, and says whose message the watermark reached.</summary>
internal sealed class UnreadCounts(NpgsqlDataSource database)
{
    // Served by messages_seq (conversation_id, seq, created_at) in the partitions of the conversation's time, and by the
    // primary key of mentions. Messages have no gaps in seq, so looking at the newest 5000 bounds the work, however many
    // of them are the caller's own, deleted or in threads.
    private const string Query =
        """
        SELECT (SELECT count(*) FROM (
                    SELECT 1 FROM messages m
                    WHERE m.conversation_id = c.id AND m.seq > greatest(p.own_read_seq, c.cleared_seq, c.last_seq - 5000)
                      AND m.created_at BETWEEN c.created_at AND c.updated_at
                      AND m.thread_id IS NULL AND m.deleted_at IS NULL AND NOT p.own_read_beyond @> m.seq
                      AND (m.sender_type, m.sender_id) <> (p.participant_type, p.participant_id)
                    LIMIT 1000) AS unread),
               (SELECT count(*) FROM (
                    SELECT 1 FROM mentions n
                    WHERE n.conversation_id = c.id AND n.participant_type = p.participant_type
                      AND n.participant_id = p.participant_id AND n.seq > p.own_read_seq
                      AND NOT p.own_read_beyond @> n.seq
                    LIMIT 1000) AS mentioned),
               marked.sender_type, marked.sender_id, marked.id
        FROM conversations c
        JOIN participants p ON p.tenant = c.tenant AND p.conversation_id = c.id
          AND p.participant_type = $3 AND p.participant_id = $4 AND p.left_at IS NULL
        LEFT JOIN LATERAL (
            SELECT m.sender_type, m.sender_id, m.id FROM messages m
            WHERE m.conversation_id = c.id AND m.seq = $5 AND m.created_at BETWEEN c.created_at AND c.updated_at) marked
          ON true
        WHERE c.tenant = $1 AND c.id = $2
        """;

    public async Task FillAsync(
        Caller caller, Guid conversationId, MarkResponse response, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(Value(caller.Tenant));
        command.Parameters.Add(Value(conversationId));
        command.Parameters.Add(Value(StoredNames.Principals.Of(caller.Principal.Type)));
        command.Parameters.Add(Value(caller.Principal.Id));
        command.Parameters.Add(Value(response.UptoSeq));
        await command.ReadAllAsync(reader => Fill(reader, response), cancellationToken);
    }

    private static MarkResponse Fill(NpgsqlDataReader reader, MarkResponse response)
    {
        response.UnreadCount = reader.GetInt64(0);
        response.MentionCount = reader.GetInt64(1);
        response.Sender = PrincipalColumns.Read(reader, 2)?.ToWire();
        response.MessageId = reader.IsDBNull(4) ? "" : reader.GetGuid(4).ToString("D");
        return response;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
