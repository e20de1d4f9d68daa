using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>Writes what a batch decided: one statement per table, all in one round trip.</summary>
internal static class BatchWriter
{
    public static async Task WriteAsync(
        NpgsqlConnection connection, BatchWrites writes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, ConversationRows.Insert, writes.NewConversations);
        Add(batch, ConversationRows.Update, [.. writes.ChangedConversations.Except(writes.NewConversations)]);
        Add(batch, ParticipantRows.Insert, writes.Participants);
        Add(batch, MessageRows.Insert, writes.Messages);
        Add(batch, LogRow.Insert, writes.Log);
        Add(batch, JobRows.Insert, writes.NewJobs);
        Add(batch, JobRows.Update, [.. writes.ChangedJobs.Except(writes.NewJobs)]);
        Add(batch, UsageLedgerRow.Insert, writes.Usage);
        Add(batch, IdempotencyRow.Insert, writes.IdempotencyKeys);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add<TRow>(NpgsqlBatch batch, RowStatement<TRow> statement, IReadOnlyList<TRow> rows)
    {
        if (rows.Count > 0) batch.BatchCommands.Add(statement.For(rows));
    }
}
