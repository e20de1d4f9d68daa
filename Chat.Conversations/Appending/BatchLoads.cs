using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Generation.Quotas;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Chat.Conversations.Threads;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>One lookup of a batch: the command, and where its rows go.</summary>
internal sealed record BatchLoad(
    NpgsqlBatchCommand Command, Func<NpgsqlDataReader, BatchState, CancellationToken, Task> ReadAsync);

/// <summary>Chooses the lookups that a batch's scopes ask for.</summary>
internal static class BatchLoads
{
    public static IReadOnlyList<BatchLoad> For(IReadOnlyList<ChangeScope> scopes, BatchPolicy policy)
    {
        var loads = new List<BatchLoad>();
        if (scopes.Any(s => s.Principals.Any()))
            loads.Add(Load(LoadStatements.Participants(scopes), ParticipantRows.Read, (state, row) => state.Load(row)));
        if (scopes.Any(s => s.AllParticipants))
            loads.Add(Load(LoadStatements.AllParticipants(scopes), ParticipantRows.Read, (state, row) => state.Load(row)));
        if (scopes.Any(s => s.Agent))
            loads.Add(Load(LoadStatements.Agents(scopes), ParticipantRows.Read, (state, row) => state.Load(row)));
        if (scopes.Any(s => s.Key is not null))
            loads.Add(Load(LoadStatements.IdempotencyKeys(scopes), IdempotencyRow.Read, (state, row) => state.Load(row)));
        if (scopes.Any(s => s.Messages.Count > 0))
            loads.Add(Load(LoadStatements.Messages(scopes), r => MessageRows.Read(r), (state, row) => state.Load(row)));
        if (scopes.Any(s => s.ThreadId is not null || s.JobId is not null || s.Messages.Count > 0))
            loads.Add(Load(LoadStatements.Threads(scopes), ThreadRows.Read, (state, row) => state.Load(row)));
        if (scopes.Any(s => s.Emoji is not null))
            loads.Add(Load(LoadStatements.Reactions(scopes), ReadReaction, (state, row) => state.Load(row)));
        if (scopes.Any(s => s.Asking is not null)) loads.AddRange(OpenJobs(scopes, policy.JobLimits));
        return loads;
    }

    private static IEnumerable<BatchLoad> OpenJobs(IReadOnlyList<ChangeScope> scopes, JobLimits limits) =>
    [
        Load(JobLoads.Lock(scopes), _ => true, (_, _) => { }),
        Load(JobLoads.OfRequesters(scopes, limits), JobLoads.ReadRequester, (state, row) => state.OpenJobs.Load(row)),
        Load(JobLoads.OfTenants(scopes, limits), JobLoads.ReadTenant, (state, row) => state.OpenJobs.Load(row)),
    ];

    private static BatchLoad Load<TRow>(
        NpgsqlBatchCommand command, Func<NpgsqlDataReader, TRow> read, Action<BatchState, TRow> keep) =>
        new(command, async (reader, state, cancellationToken) =>
        {
            foreach (var row in await reader.ReadAllAsync(read, cancellationToken)) keep(state, row);
        });

    private static Reaction ReadReaction(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        new Principal(StoredNames.Principals.Parse(reader.GetString(2)), reader.GetString(3)));
}
