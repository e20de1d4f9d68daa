using Chat.Conversations.Conversations;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Projections;

/// <summary>
/// A log entry that changed or took away something of a room, and the messages that are gone with it; without an offset
/// the room was purged.
/// </summary>
internal sealed record RoomChange(Guid ConversationId, long? Offset, (long From, long To)? Gone);

/// <summary>Reads what became of rooms after a position in their logs, other than new messages.</summary>
internal sealed class RoomChanges(NpgsqlDataSource database)
{
    // Served by the primary keys: of the log in the partitions since then, mostly an empty range.
    private const string Query =
        $"""
         SELECT r.id, l."offset", l.from_seq, l.to_seq
         FROM unnest($1::uuid[], $2::bigint[]) AS r(id, since)
         LEFT JOIN conversations c ON c.id = r.id
         LEFT JOIN LATERAL (
             SELECT l."offset",
                    CASE l.kind WHEN 'message_deleted' THEN (l.event->>'seq')::bigint
                                WHEN 'conversation_cleared' THEN 0 WHEN 'conversation_deleted' THEN 0 END AS from_seq,
                    CASE l.kind WHEN 'message_deleted' THEN (l.event->>'seq')::bigint
                                WHEN 'conversation_cleared' THEN (l.event->>'uptoSeq')::bigint
                                WHEN 'conversation_deleted' THEN {MaxSeq} END AS to_seq
             FROM log l
             WHERE l.conversation_id = r.id AND l."offset" > r.since AND l.created_at >= $3
               AND (l.kind IN ('message_edited', 'message_deleted', 'conversation_cleared', 'conversation_deleted',
                               'conversation_restored', 'participant_joined', 'participant_left')
                    OR l.kind = 'conversation_changed' AND l.event->'changed' ? '{SettingsChange.ExternalId}')
             ORDER BY l."offset" LIMIT 1000) l ON true
         WHERE c.id IS NULL OR l."offset" IS NOT NULL
         """;

    private const string MaxSeq = "9223372036854775807";

    /// <param name="since">The offsets after which changes are meant.</param>
    /// <param name="from">A time that is not after those entries.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<List<RoomChange>> AfterAsync(
        IReadOnlyDictionary<Guid, long> since, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(Column.Array("uuid", since.Keys));
        command.Parameters.Add(Column.Array("bigint", since.Values));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = from });
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    private static RoomChange Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetFieldValue<long?>(1),
        reader.IsDBNull(2) ? null : (reader.GetInt64(2), reader.GetInt64(3)));
}
