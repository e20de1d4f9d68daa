using System.Globalization;
using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>
/// Locks and loads what a batch needs, in one round trip. Every transaction takes its locks in the same order (keys
/// of conversations to be made, conversations, jobs; each by number or id), so replicas cannot deadlock. The lookups
/// come after the locks and therefore see what the holder before us committed.
/// </summary>
internal sealed class BatchLoader(IOptions<AppenderOptions> options)
{
    private readonly string _lockTimeout =
        options.Value.LockTimeout.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);

    public async Task<BatchState> LoadAsync(
        NpgsqlConnection connection, IReadOnlyList<ChangeScope> scopes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Settings());
        batch.BatchCommands.Add(LoadStatements.LockKeys(scopes));
        batch.BatchCommands.Add(LoadStatements.LockConversations(scopes));
        batch.BatchCommands.Add(LoadStatements.LockJobs(scopes));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT clock_timestamp()"));
        batch.BatchCommands.Add(LoadStatements.Participants(scopes));
        batch.BatchCommands.Add(LoadStatements.IdempotencyKeys(scopes));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var conversations = await reader.ReadAllAsync(ConversationRows.Read, cancellationToken);
        var jobs = await reader.ReadAllAsync(JobRows.Read, cancellationToken);
        var now = await reader.ReadAllAsync(r => r.GetFieldValue<DateTimeOffset>(0), cancellationToken);

        var state = new BatchState(WholeMilliseconds(now[0]));
        conversations.ForEach(state.Load);
        jobs.ForEach(state.Load);
        foreach (var (conversationId, principal, role) in await reader.ReadAllAsync(ReadRole, cancellationToken))
            state.Load(conversationId, principal, role);
        (await reader.ReadAllAsync(ReadKey, cancellationToken)).ForEach(state.Load);
        return state;
    }

    /// <summary>
    /// Acknowledged means on disk; and a replica that stalls in the middle must not hold the others up for long.
    /// </summary>
    private NpgsqlBatchCommand Settings() => new(
        """
        SELECT set_config('synchronous_commit', 'on', true), set_config('lock_timeout', $1, true),
               set_config('idle_in_transaction_session_timeout', $1, true)
        """)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = _lockTimeout } },
    };

    private static (Guid ConversationId, Principal Principal, string Role) ReadRole(NpgsqlDataReader reader) =>
        (reader.GetGuid(0),
            new Principal(StoredNames.Principals.Parse(reader.GetString(1)), reader.GetString(2)),
            reader.GetString(3));

    private static IdempotencyRow ReadKey(NpgsqlDataReader reader) => new(
        new IdempotencyKey(
            reader.GetString(0),
            reader.GetGuid(1),
            new Principal(StoredNames.Principals.Parse(reader.GetString(2)), reader.GetString(3)),
            reader.GetString(4)),
        reader.GetFieldValue<byte[]>(5),
        reader.GetGuid(6),
        reader.GetGuid(7),
        reader.GetInt64(8),
        reader.GetFieldValue<Guid?>(9),
        reader.GetFieldValue<DateTimeOffset>(10));

    /// <summary>The precision that a UUIDv7 carries, so that a message's id tells its time exactly.</summary>
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
