using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Chat.Conversations.Messages;

/// <summary>Reads log entries after a position, in order, each message as it stands now.</summary>
internal sealed class LogReader(NpgsqlDataSource database)
{
    private const int EntryColumns = 9;

    // Served by the primary key (conversation_id, offset, created_at) of log, and for the join by that of messages.
    private const string Query =
        $"""
         SELECT l.tenant, l.conversation_id, l."offset", l.created_at, l.kind, l.event::text, l.actor_type, l.actor,
                c.cleared_seq, {MessageRows.Columns}
         FROM log l
         JOIN conversations c ON c.tenant = l.tenant AND c.id = l.conversation_id
         LEFT JOIN messages m ON m.id = l.message_id AND m.created_at = l.message_at AND m.tenant = l.tenant
         WHERE l.tenant = $1 AND l.conversation_id = $2 AND l."offset" > $3 AND l.created_at BETWEEN $4 AND $5
         ORDER BY l."offset"
         LIMIT $6
         """;

    public Task<IReadOnlyList<LogEntry>> ReadAsync(ReadPosition after, int limit, CancellationToken cancellationToken) =>
        database.ReadPageAsync(Query, (after, limit), Read, cancellationToken);

    private static LogEntry Read(NpgsqlDataReader reader)
    {
        var entry = new LogEntry
        {
            Tenant = reader.GetString(0),
            ConversationId = reader.GetGuid(1).ToString("D"),
            Offset = reader.GetInt64(2),
            CreatedAt = Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(3)),
            Actor = PrincipalColumns.Read(reader, 6)?.ToWire(),
        };
        LogKinds.Restore(entry, reader.GetString(4), reader.GetNullableString(5), ReadMessage(reader, entry));
        return entry;
    }

    /// <summary>A message that was cleared reads like one that was deleted.</summary>
    private static Message? ReadMessage(NpgsqlDataReader reader, LogEntry entry)
    {
        if (reader.IsDBNull(EntryColumns)) return null;
        var message = MessageRows.Read(reader, EntryColumns);
        if (message.Seq <= reader.GetInt64(8)) message.DeletedAt ??= entry.CreatedAt.ToDateTimeOffset();
        return message;
    }
}
