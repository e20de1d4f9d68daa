using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>Finds without waiting which conversations scopes are about, and which of those somebody has locked.</summary>
internal sealed class ScopeConversations(NpgsqlDataSource database)
{
    // Served by the primary key of jobs and the unique keys of conversations.
    private const string Named =
        """
        SELECT w.n, j.conversation_id FROM unnest($1::integer[], $2::uuid[]) AS w(n, job_id) JOIN jobs j ON j.id = w.job_id
        UNION ALL
        SELECT w.n, k.id FROM unnest($3::integer[], $4::text[], $5::text[], $6::text[])
            AS w(n, tenant, unique_key, external_id)
        JOIN conversations k ON k.tenant = w.tenant AND (k.unique_key = w.unique_key OR k.external_id = w.external_id)
        """;

    // Who gets a row lets go of it at once.
    private const string Locked =
        """
        WITH free AS MATERIALIZED (
            SELECT c.id FROM conversations c WHERE c.id = ANY($1) FOR UPDATE SKIP LOCKED)
        SELECT c.id FROM conversations c WHERE c.id = ANY($1) AND c.id NOT IN (SELECT f.id FROM free f)
        """;

    /// <summary>The conversations of each change, in the order of the changes.</summary>
    public async Task<IReadOnlyList<IReadOnlyCollection<Guid>>> OfAsync(
        IReadOnlyList<PendingChange> changes, CancellationToken cancellationToken)
    {
        var found = changes.Select(change => Own(change.Scope)).ToList();
        var byJob = Numbered(changes, scope => scope.JobId is not null);
        var byName = Numbered(changes, scope => scope.UniqueKey is not null || scope.ExternalId is not null);
        if (byJob.Count + byName.Count == 0) return found;
        await using var command = database.CreateCommand(Named);
        command.Parameters.Add(Column.Array("integer", byJob.Select(one => one.Number)));
        command.Parameters.Add(Column.Array("uuid", byJob.Select(one => one.Scope.JobId!.Value)));
        command.Parameters.Add(Column.Array("integer", byName.Select(one => one.Number)));
        command.Parameters.Add(Column.Array("text", byName.Select(one => one.Scope.Tenant)));
        command.Parameters.Add(Column.Array("text", byName.Select(one => one.Scope.UniqueKey)));
        command.Parameters.Add(Column.Array("text", byName.Select(one => one.Scope.ExternalId)));
        foreach (var (number, id) in await command.ReadAllAsync(r => (r.GetInt32(0), r.GetGuid(1)), cancellationToken))
            found[number].Add(id);
        return found;
    }

    public async Task<IReadOnlyCollection<Guid>> LockedAsync(
        IEnumerable<Guid> conversations, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Locked);
        command.Parameters.Add(Column.Array("uuid", conversations.Distinct()));
        return await command.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken);
    }

    private static List<Guid> Own(ChangeScope scope) => scope.ConversationId is { } id ? [id] : [];

    private static List<(int Number, ChangeScope Scope)> Numbered(
        IReadOnlyList<PendingChange> changes, Func<ChangeScope, bool> isMeant) =>
        [.. changes.Select((change, i) => (i, change.Scope)).Where(one => isMeant(one.Scope))];
}
