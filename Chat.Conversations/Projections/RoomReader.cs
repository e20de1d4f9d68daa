using Chat.Conversations.Messages;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Projections;

/// <summary>Reads from the database what the rooms design's keys are made of.</summary>
internal sealed class RoomReader(NpgsqlDataSource database)
{
    // Served by messages_seq, newest first, in the partitions of the conversation's time.
    private const string Newest =
        $"""
         SELECT {MessageRows.Columns} FROM messages m
         WHERE m.tenant = $1 AND m.conversation_id = $2 AND m.seq > $3 AND m.created_at BETWEEN $4 AND $5
           AND m.deleted_at IS NULL
         ORDER BY m.seq DESC LIMIT $6
         """;

    public async Task<IReadOnlyDictionary<Guid, Room>> FindAsync(
        IEnumerable<Guid> conversations, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"{Room.Select} WHERE c.id = ANY($1)");
        command.Parameters.Add(Column.Array("uuid", conversations));
        return (await command.ReadAllAsync(Room.Read, cancellationToken)).ToDictionary(r => r.ConversationId);
    }

    /// <summary>Rooms in the order of their ids, those after one.</summary>
    public async Task<List<Room>> PageAsync(Guid after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"{Room.Select} WHERE c.id > $1 ORDER BY c.id LIMIT $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await command.ReadAllAsync(Room.Read, cancellationToken);
    }

    /// <summary>Conversations that changed after a time; the oldest change first.</summary>
    public async Task<List<Guid>> ChangedAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT c.id FROM conversations c WHERE c.updated_at >= $1 ORDER BY c.updated_at LIMIT $2");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await command.ReadAllAsync(r => r.GetGuid(0), cancellationToken);
    }

    public async Task<List<Message>> NewestAsync(Room room, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Newest);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = room.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = room.ConversationId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = room.ClearedSeq });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = room.CreatedAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = room.UpdatedAt });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = RoomWriter.MostMessages });
        return await command.ReadAllAsync(r => MessageRows.Read(r), cancellationToken);
    }
}
