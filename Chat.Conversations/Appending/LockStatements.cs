using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>The statements with which a batch locks; each takes all scopes of the batch at once.</summary>
internal static class LockStatements
{
    /// <summary>
    /// Serializes the creation of conversations under one name: there is no row yet that could be locked. Keys inside
    /// a conversation need nothing, its row lock covers them.
    /// </summary>
    public static NpgsqlBatchCommand Names(IReadOnlyList<ChangeScope> scopes) =>
        Statement.Of(
            "SELECT pg_advisory_xact_lock(k) FROM unnest($1::bigint[]) AS k",
            Column.Array("bigint", scopes.Where(s => s.MayCreate).SelectMany(Numbers).Distinct().Order()));

    public static NpgsqlBatchCommand Conversations(IReadOnlyList<ChangeScope> scopes)
    {
        var byId = scopes.Where(s => s.ConversationId is not null).ToList();
        var byJob = scopes.Where(s => s.JobId is not null).ToList();
        var byName = scopes.Where(s => s.UniqueKey is not null || s.ExternalId is not null).ToList();
        return Statement.Of(
            $"""
             SELECT {ConversationRows.Columns}
             FROM conversations c
             JOIN (SELECT w.tenant, w.id, w.deleted FROM unnest($1::text[], $2::uuid[], $3::boolean[])
                       AS w(tenant, id, deleted)
                   UNION
                   SELECT j.tenant, j.conversation_id, w.deleted FROM unnest($4::text[], $5::uuid[], $9::boolean[])
                       AS w(tenant, id, deleted)
                   JOIN jobs j ON j.id = w.id AND (w.tenant IS NULL OR j.tenant = w.tenant)
                   UNION
                   SELECT k.tenant, k.id, true FROM unnest($6::text[], $7::text[], $8::text[])
                       AS w(tenant, unique_key, external_id)
                   JOIN conversations k ON k.tenant = w.tenant
                     AND (k.unique_key = w.unique_key OR k.external_id = w.external_id)) wanted
               ON wanted.tenant = c.tenant AND wanted.id = c.id
             WHERE c.deleted_at IS NULL OR wanted.deleted
             ORDER BY c.id
             FOR UPDATE OF c
             """,
            Column.Array("text", byId.Select(s => s.Tenant)),
            Column.Array("uuid", byId.Select(s => s.ConversationId!.Value)),
            Column.Array("boolean", byId.Select(s => s.IncludeDeleted)),
            Column.Array("text", byJob.Select(s => s.Tenant)),
            Column.Array("uuid", byJob.Select(s => s.JobId!.Value)),
            Column.Array("text", byName.Select(s => s.Tenant)),
            Column.Array("text", byName.Select(s => s.UniqueKey)),
            Column.Array("text", byName.Select(s => s.ExternalId)),
            Column.Array("boolean", byJob.Select(s => s.IncludeDeleted)));
    }

    public static NpgsqlBatchCommand Jobs(IReadOnlyList<ChangeScope> scopes)
    {
        var byJob = scopes.Where(s => s.JobId is not null).ToList();
        var active = scopes.Where(s => s is { ActiveJobs: true, ConversationId: not null }).ToList();
        return Statement.Of(
            $"""
             SELECT {JobRows.Columns}
             FROM jobs j
             JOIN (SELECT w.tenant, w.id FROM unnest($1::text[], $2::uuid[]) AS w(tenant, id)
                   UNION
                   SELECT a.tenant, a.id FROM unnest($3::text[], $4::uuid[]) AS w(tenant, conversation_id)
                   JOIN jobs a ON a.tenant = w.tenant AND a.conversation_id = w.conversation_id
                     AND a.state IN ('queued', 'streaming')) wanted
               ON j.id = wanted.id AND (wanted.tenant IS NULL OR j.tenant = wanted.tenant)
             ORDER BY j.id
             FOR UPDATE OF j
             """,
            Column.Array("text", byJob.Select(s => s.Tenant)),
            Column.Array("uuid", byJob.Select(s => s.JobId!.Value)),
            Column.Array("text", active.Select(s => s.Tenant)),
            Column.Array("uuid", active.Select(s => s.ConversationId!.Value)));
    }

    private static IEnumerable<long> Numbers(ChangeScope scope)
    {
        if (scope.Key is { } key) yield return key.LockNumber();
        if (scope.UniqueKey is { } unique) yield return LockNumber.Of(scope.Tenant!, unique);
        if (scope.ExternalId is { } external) yield return LockNumber.Of(scope.Tenant!, "external", external);
    }
}
