using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>One transaction for a batch of changes: lock and load, let each decide, write, commit.</summary>
internal sealed class BatchTransaction(NpgsqlDataSource database, BatchLoader loader)
{
    /// <param name="batch">Changes that are taken.</param>
    /// <param name="lockTimeout">How long it waits for what somebody else has locked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BatchWrites> RunAsync(
        IReadOnlyList<PendingChange> batch, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var writes = await WriteAsync(connection, batch, lockTimeout, cancellationToken);
        if (!writes.IsEmpty) await transaction.CommitAsync(cancellationToken);
        return writes;
    }

    /// <summary>Does everything but the commit, so that nothing of it stays.</summary>
    public async Task RehearseAsync(
        IReadOnlyList<PendingChange> batch, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await WriteAsync(connection, batch, lockTimeout, cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
    }

    private async Task<BatchWrites> WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingChange> batch, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        var state = await loader.LoadAsync(connection, [.. batch.Select(c => c.Scope)], lockTimeout, cancellationToken);
        foreach (var change in batch) change.Decide(state);
        if (!state.Writes.IsEmpty) await BatchWriter.WriteAsync(connection, state.Writes, cancellationToken);
        return state.Writes;
    }
}
