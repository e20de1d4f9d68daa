using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>One transaction for a batch of changes: lock and load, let each decide, write, commit.</summary>
internal sealed class BatchTransaction(NpgsqlDataSource database, BatchLoader loader)
{
    public async Task<BatchWrites> RunAsync(IReadOnlyList<PendingChange> batch, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var state = await loader.LoadAsync(connection, [.. batch.Select(c => c.Scope)], cancellationToken);
        foreach (var change in batch) change.Decide(state);

        if (!state.Writes.IsEmpty)
        {
            await BatchWriter.WriteAsync(connection, state.Writes, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return state.Writes;
    }
}
