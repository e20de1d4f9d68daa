using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Threads;

/// <summary>
/// Moves watermarks in threads. Only their owner sees them, so they go past the log, in one statement that looks at the
/// membership itself.
/// </summary>
internal sealed class ThreadReads(NpgsqlDataSource database)
{
    // Served by the primary keys of threads and participants. Never back, whoever writes last.
    private const string Forward =
        """
        INSERT INTO thread_reads AS r (thread_id, participant_type, participant_id, read_seq)
        SELECT t.id, p.participant_type, p.participant_id, least($6, greatest(t.last_seq, t.root_seq))
        FROM threads t
        JOIN conversations c ON c.id = t.conversation_id AND c.tenant = t.tenant AND c.deleted_at IS NULL
        JOIN participants p ON p.conversation_id = t.conversation_id AND p.tenant = t.tenant
          AND p.participant_type = $4 AND p.participant_id = $5 AND p.left_at IS NULL
        WHERE t.tenant = $1 AND t.conversation_id = $2 AND t.id = $3
        ON CONFLICT (thread_id, participant_type, participant_id)
        DO UPDATE SET read_seq = greatest(r.read_seq, excluded.read_seq)
        """;

    public async Task MarkAsync(
        Caller caller, (Guid ConversationId, Guid Id) thread, long uptoSeq, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Forward);
        command.Parameters.Add(Value(caller.Tenant));
        command.Parameters.Add(Value(thread.ConversationId));
        command.Parameters.Add(Value(thread.Id));
        command.Parameters.Add(Value(StoredNames.Principals.Of(caller.Principal.Type)));
        command.Parameters.Add(Value(caller.Principal.Id));
        command.Parameters.Add(Value(uptoSeq));
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
            throw new ChatException(ChatError.NotFound("thread"));
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
