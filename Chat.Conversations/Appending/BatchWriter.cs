using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Chat.Conversations.Threads;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>Writes what a batch decided: one statement per table, all in one round trip.</summary>
internal static class BatchWriter
{
    public static async Task WriteAsync(
        NpgsqlConnection connection, BatchWrites writes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var changed = writes.ChangedConversations.Except(writes.NewConversations).ToLookup(c => c.HasNewSettings);
        Add(batch, ConversationRows.UpdateHeads, [.. changed[false]]);
        // A conversation may give its unique key to one that is made.
        Add(batch, ConversationRows.Update, [.. changed[true]]);
        Add(batch, ConversationRows.Insert, writes.NewConversations);
        if (writes.Cleared.Count > 0) Clearing.Add(batch, writes.Cleared);
        Add(batch, ConversationMonth.Insert, writes.Months);
        Add(batch, ParticipantRows.Upsert, [.. writes.Participants]);
        Add(batch, MessageRows.Insert, writes.Messages);
        Add(batch, MessageRows.Update, [.. writes.ChangedMessages.Except(writes.Messages)]);
        Add(batch, EarlierVersion.Insert, writes.Versions);
        Add(batch, Reaction.Delete, writes.RemovedReactions);
        Add(batch, Reaction.Upsert, writes.Reactions);
        Add(batch, Mention.Delete, [.. writes.RemovedMentions]);
        Add(batch, Mention.Upsert, [.. writes.Mentions]);
        Add(batch, ThreadRows.Upsert, [.. writes.Threads]);
        Add(batch, LogRow.Insert, writes.Log);
        Add(batch, JobRows.Insert, writes.NewJobs);
        Add(batch, JobRows.Update, [.. writes.ChangedJobs.Except(writes.NewJobs)]);
        Add(batch, UsageLedgerRow.Insert, writes.Usage);
        Add(batch, IdempotencyRow.Insert, writes.IdempotencyKeys);
        Add(batch, AuditRecord.Insert, writes.Audit);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add<TRow>(NpgsqlBatch batch, RowStatement<TRow> statement, IReadOnlyList<TRow> rows)
    {
        if (rows.Count > 0) batch.BatchCommands.Add(statement.For(rows));
    }
}
