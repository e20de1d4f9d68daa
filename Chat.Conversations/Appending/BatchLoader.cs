using System.Globalization;
using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>
/// Locks and loads what a batch needs, in one round trip. Every transaction takes its locks in the same order (names
/// of conversations to be made, conversations, jobs, requesters of jobs; each by number or id), so replicas cannot deadlock. The lookups
/// come after the locks and therefore see what the holder before us committed.
/// </summary>
internal sealed class BatchLoader(BatchPolicy policy)
{
    /// <param name="connection">In a transaction.</param>
    /// <param name="scopes">What is locked and loaded.</param>
    /// <param name="lockTimeout">How long it waits for each lock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BatchState> LoadAsync(
        NpgsqlConnection connection,
        IReadOnlyList<ChangeScope> scopes,
        TimeSpan lockTimeout,
        CancellationToken cancellationToken)
    {
        var loads = BatchLoads.For(scopes, policy);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Settings(lockTimeout));
        batch.BatchCommands.Add(LockStatements.Names(scopes));
        batch.BatchCommands.Add(LockStatements.Conversations(scopes));
        batch.BatchCommands.Add(LockStatements.Jobs(scopes));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT clock_timestamp()"));
        foreach (var load in loads) batch.BatchCommands.Add(load.Command);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var conversations = await reader.ReadAllAsync(ConversationRows.Read, cancellationToken);
        var jobs = await reader.ReadAllAsync(JobRows.Read, cancellationToken);
        var now = await reader.ReadAllAsync(r => r.GetFieldValue<DateTimeOffset>(0), cancellationToken);

        var state = new BatchState(WholeMilliseconds(now[0]), policy);
        conversations.ForEach(state.Load);
        jobs.ForEach(state.Load);
        foreach (var load in loads) await load.ReadAsync(reader, state, cancellationToken);
        return state;
    }

    /// <summary>
    /// Acknowledged means on disk; a replica that stalls in the middle holds the others up for less than they wait; and the
    /// statements look rows up by key whatever they are given, so they are planned once, not for each batch.
    /// </summary>
    private static NpgsqlBatchCommand Settings(TimeSpan lockTimeout) => Statement.Of(
        """
        SELECT set_config('synchronous_commit', 'on', true), set_config('lock_timeout', $1, true),
               set_config('idle_in_transaction_session_timeout', '1500ms', true),
               set_config('plan_cache_mode', 'force_generic_plan', true)
        """,
        new NpgsqlParameter<string>
        {
            TypedValue = lockTimeout.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture),
        });

    /// <summary>The precision that a UUIDv7 carries, so that a message's id tells its time exactly.</summary>
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
