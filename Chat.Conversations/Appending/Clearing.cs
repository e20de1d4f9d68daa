using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>Takes what belongs to the cleared messages of conversations out of the counts.</summary>
internal static class Clearing
{
    public static void Add(NpgsqlBatch batch, IReadOnlyCollection<Guid> conversations)
    {
        batch.BatchCommands.Add(Statement.Of(
            "DELETE FROM mentions WHERE conversation_id = ANY($1::uuid[])", Column.Array("uuid", conversations)));
        batch.BatchCommands.Add(Statement.Of(
            "UPDATE threads SET message_count = 0 WHERE conversation_id = ANY($1::uuid[]) AND message_count > 0",
            Column.Array("uuid", conversations)));
    }
}
