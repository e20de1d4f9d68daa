using Chat.Conversations.Conversations;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Reads messages by their ids, all at once; deleted ones as tombstones.</summary>
internal sealed class MessagesById(NpgsqlDataSource database)
{
    // Served by the primary keys of the partitions that the ids' times name.
    private const string Query =
        $"""
         SELECT {MessageRows.Columns}
         FROM unnest($2::uuid[], $3::timestamptz[]) AS w(id, created_at)
         JOIN messages m ON m.id = w.id AND m.created_at = w.created_at AND m.tenant = $1
         """;

    /// <summary>Those of a conversation that exist, by their ids. The caller has made sure that they may be read.</summary>
    public async Task<Dictionary<string, Wire.Message>> ReadAsync(
        ConversationHead head, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = head.Tenant });
        command.Parameters.Add(Column.Array("uuid", ids));
        command.Parameters.Add(Column.Array("timestamptz", ids.Select(MessageTime.OfId)));
        var messages = await command.ReadAllAsync(reader => WholeMessage.Read(reader, 0, head.ClearedSeq), cancellationToken);
        return messages.ToDictionary(message => message.Id);
    }
}
