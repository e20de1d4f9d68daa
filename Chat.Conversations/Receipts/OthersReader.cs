using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Receipts;

/// <summary>Finds what others wrote beyond the caller's watermarks.</summary>
internal sealed class OthersReader(NpgsqlDataSource database)
{
    private const int Most = 200;

    // Served by messages_seq (conversation_id, seq, created_at) in the partitions of the conversation's time. Looking at
    // 5000 messages bounds the work, however many of them are the caller's own or deleted.
    private const string Query =
        """
        SELECT b.last, ARRAY(
            SELECT m.seq FROM messages m
            WHERE m.tenant = $1 AND m.conversation_id = $2 AND m.seq > b.had AND m.seq <= b.last
              AND m.created_at BETWEEN b.created_at AND b.updated_at AND m.deleted_at IS NULL
              AND (m.sender_type, m.sender_id) <> ($3, $4)
            ORDER BY m.seq
            LIMIT $5)
        FROM (SELECT c.created_at, c.updated_at, h.had, least(h.had + 5000, c.last_seq) AS last
              FROM conversations c
              JOIN participants p ON p.tenant = c.tenant AND p.conversation_id = c.id AND p.participant_type = $3
                AND p.participant_id = $4
              CROSS JOIN LATERAL (
                  SELECT greatest(c.cleared_seq, least(p.delivered_seq, p.read_seq, p.own_read_seq)) AS had) h
              WHERE c.tenant = $1 AND c.id = $2) b
        """;

    public async Task<OthersMessages> ReadAsync(
        Caller caller, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversationId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = StoredNames.Principals.Of(caller.Principal.Type) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Principal.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Most });
        var found = await command.ReadAllAsync(Read, cancellationToken);
        // Who takes no part is refused later.
        return found.SingleOrDefault() ?? new OthersMessages([], 0);
    }

    private static OthersMessages Read(NpgsqlDataReader reader)
    {
        var seqs = reader.GetFieldValue<long[]>(1);
        return new OthersMessages(seqs, seqs.Length < Most ? reader.GetInt64(0) : seqs[^1]);
    }
}
