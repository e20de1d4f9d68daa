using Npgsql;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>Leaves nothing but the tombstone of messages that were deleted too long ago to be restored.</summary>
internal sealed class MessageErasure(NpgsqlDataSource database)
{
    private const int AtOnce = 1_000;

    // A minute later than the last moment in which it could be restored. Served by messages_erasable.
    private const string Erase =
        """
        WITH old AS (
            SELECT m.id, m.created_at FROM messages m
            WHERE m.deleted_at < clock_timestamp() - $1 - interval '1 minute' AND NOT m.erased
            ORDER BY m.deleted_at LIMIT $2
            FOR UPDATE SKIP LOCKED),
        versions AS (DELETE FROM message_versions v USING old WHERE v.message_id = old.id),
        reactions AS (DELETE FROM reactions r USING old WHERE r.message_id = old.id)
        UPDATE messages m
        SET content = '', attachments = '{}', metadata = NULL, mentions = '{}', thinking = NULL, tool_calls = NULL, erased = true
        FROM old WHERE m.id = old.id AND m.created_at = old.created_at
        """;

    public async Task RunAsync(TimeSpan deletedAfter, CancellationToken cancellationToken)
    {
        int erased;
        do
        {
            await using var command = database.CreateCommand(Erase);
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = deletedAfter });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AtOnce });
            erased = await command.ExecuteNonQueryAsync(cancellationToken);
        }
        while (erased >= AtOnce);
    }
}
