using Chat.Conversations.Appending;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Generation.Quotas;

/// <summary>
/// The statements that count open jobs, never further than the limit. Requesters are locked first, so that their limit holds
/// whichever replicas they ask; these locks are the last that a batch takes. A tenant's many users are not held up so.
/// </summary>
internal static class JobLoads
{
    public static NpgsqlBatchCommand Lock(IReadOnlyList<ChangeScope> scopes)
    {
        var asking = scopes.Where(s => s.Asking is not null).ToList();
        return Statement.Of(
            """
            SELECT pg_advisory_xact_lock(k) FROM (
                SELECT DISTINCT w.k FROM unnest($1::bigint[], $2::uuid[], $3::boolean[]) AS w(k, conversation_id, is_certain)
                WHERE w.is_certain
                   OR EXISTS (SELECT 1 FROM conversations c WHERE c.id = w.conversation_id AND c.kind = 'agent')
                ORDER BY w.k) AS ordered
            """,
            Column.Array("bigint", asking.Select(s => s.Asking!.LockNumber())),
            Column.Array("uuid", asking.Select(s => s.ConversationId)),
            Column.Array("boolean", asking.Select(s => s.Asking!.IsCertain)));
    }

    public static NpgsqlBatchCommand OfRequesters(IReadOnlyList<ChangeScope> scopes, JobLimits limits)
    {
        var callers = Callers(scopes).ToList();
        return Statement.Of(
            """
            SELECT w.tenant, w.type, w.id, (SELECT count(*) FROM (
                SELECT 1 FROM jobs j WHERE j.tenant = w.tenant AND j.requested_by_type = w.type AND j.requested_by = w.id
                  AND j.state IN ('queued', 'streaming') LIMIT $4) AS counted)::integer
            FROM unnest($1::text[], $2::text[], $3::text[]) AS w(tenant, type, id)
            """,
            Column.Array("text", callers.Select(c => c.Tenant)),
            Column.Array("text", callers.Select(c => StoredNames.Principals.Of(c.Principal.Type))),
            Column.Array("text", callers.Select(c => c.Principal.Id)),
            new NpgsqlParameter<int> { TypedValue = limits.PerUser });
    }

    public static NpgsqlBatchCommand OfTenants(IReadOnlyList<ChangeScope> scopes, JobLimits limits) =>
        Statement.Of(
            """
            SELECT w.tenant, (SELECT count(*) FROM (
                SELECT 1 FROM jobs j WHERE j.tenant = w.tenant AND j.state IN ('queued', 'streaming') LIMIT $2) AS counted)::integer
            FROM unnest($1::text[]) AS w(tenant)
            """,
            Column.Array("text", Callers(scopes).Select(c => c.Tenant).Distinct()),
            new NpgsqlParameter<int> { TypedValue = limits.PerTenant });

    public static RequesterLoad ReadRequester(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        new Principal(StoredNames.Principals.Parse(reader.GetString(1)), reader.GetString(2)),
        reader.GetInt32(3));

    public static TenantLoad ReadTenant(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetInt32(1));

    private static IEnumerable<Caller> Callers(IReadOnlyList<ChangeScope> scopes) =>
        scopes.Select(s => s.Asking?.Who).OfType<Caller>().Distinct();
}
