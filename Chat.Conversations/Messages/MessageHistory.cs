using Npgsql;

namespace Chat.Conversations.Messages;

/// <summary>Reads pages of a conversation's messages by seq.</summary>
internal sealed class MessageHistory(NpgsqlDataSource database)
{
    // Served by the unique index (conversation_id, seq, created_at) of each partition; the times leave only the
    // partitions that the conversation lived in.
    private const string Forward =
        $"""
         SELECT {MessageRows.Columns} FROM messages m
         WHERE m.tenant = $1 AND m.conversation_id = $2 AND m.seq > $3 AND m.created_at BETWEEN $4 AND $5
           AND m.deleted_at IS NULL
         ORDER BY m.seq
         LIMIT $6
         """;

    private const string Backward =
        $"""
         SELECT {MessageRows.Columns} FROM messages m
         WHERE m.tenant = $1 AND m.conversation_id = $2 AND m.seq < $3 AND m.created_at BETWEEN $4 AND $5
           AND m.deleted_at IS NULL
         ORDER BY m.seq DESC
         LIMIT $6
         """;

    /// <summary>The messages after a seq, oldest first.</summary>
    public Task<List<Message>> AfterAsync(ReadPosition seq, int limit, CancellationToken cancellationToken) =>
        database.ReadPageAsync(Forward, (seq, limit), Read, cancellationToken);

    /// <summary>The newest messages before a seq, newest first.</summary>
    public Task<List<Message>> BeforeAsync(ReadPosition seq, int limit, CancellationToken cancellationToken) =>
        database.ReadPageAsync(Backward, (seq, limit), Read, cancellationToken);

    private static Message Read(NpgsqlDataReader reader) => MessageRows.Read(reader);
}
