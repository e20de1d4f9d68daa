using Chat.Conversations.Conversations;
using Chat.Conversations.Generation;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>The statements with which a batch locks and loads; each takes all scopes of the batch at once.</summary>
internal static class LoadStatements
{
    /// <summary>
    /// Serializes the creation of conversations under one key: there is no row yet that could be locked. Keys inside
    /// a conversation need nothing, its row lock covers them.
    /// </summary>
    public static NpgsqlBatchCommand LockKeys(IReadOnlyList<ChangeScope> scopes) =>
        Command(
            "SELECT pg_advisory_xact_lock(k) FROM unnest($1::bigint[]) AS k",
            Column.Array("bigint", scopes
                .Where(s => s is { Key: not null, ConversationId: null, JobId: null })
                .Select(s => s.Key!.LockNumber())
                .Distinct()
                .Order()));

    public static NpgsqlBatchCommand LockConversations(IReadOnlyList<ChangeScope> scopes)
    {
        var byId = scopes.Where(s => s.ConversationId is not null).ToList();
        var byJob = scopes.Where(s => s.JobId is not null).ToList();
        return Command(
            $"""
             SELECT {ConversationRows.Columns}
             FROM conversations c
             JOIN (SELECT w.tenant, w.id FROM unnest($1::text[], $2::uuid[]) AS w(tenant, id)
                   UNION
                   SELECT j.tenant, j.conversation_id FROM unnest($3::text[], $4::uuid[]) AS w(tenant, id)
                   JOIN jobs j ON j.id = w.id AND (w.tenant IS NULL OR j.tenant = w.tenant)) wanted
               ON wanted.tenant = c.tenant AND wanted.id = c.id
             WHERE c.deleted_at IS NULL
             ORDER BY c.id
             FOR UPDATE OF c
             """,
            Column.Array("text", byId.Select(s => s.Tenant)),
            Column.Array("uuid", byId.Select(s => s.ConversationId!.Value)),
            Column.Array("text", byJob.Select(s => s.Tenant)),
            Column.Array("uuid", byJob.Select(s => s.JobId!.Value)));
    }

    public static NpgsqlBatchCommand LockJobs(IReadOnlyList<ChangeScope> scopes)
    {
        var byJob = scopes.Where(s => s.JobId is not null).ToList();
        return Command(
            $"""
             SELECT {JobRows.Columns}
             FROM jobs j
             JOIN (SELECT DISTINCT w.tenant, w.id FROM unnest($1::text[], $2::uuid[]) AS w(tenant, id)) wanted
               ON j.id = wanted.id AND (wanted.tenant IS NULL OR j.tenant = wanted.tenant)
             ORDER BY j.id
             FOR UPDATE OF j
             """,
            Column.Array("text", byJob.Select(s => s.Tenant)),
            Column.Array("uuid", byJob.Select(s => s.JobId!.Value)));
    }

    public static NpgsqlBatchCommand Participants(IReadOnlyList<ChangeScope> scopes)
    {
        var callers = scopes.Where(s => s.Caller is not null).ToList();
        return Command(
            """
            SELECT p.conversation_id, p.participant_type, p.participant_id, p.role
            FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])
                 AS w(tenant, conversation_id, job_id, type, id)
            LEFT JOIN jobs j ON j.id = w.job_id AND j.tenant = w.tenant
            JOIN participants p ON p.conversation_id = coalesce(w.conversation_id, j.conversation_id)
              AND p.tenant = w.tenant AND p.participant_type = w.type AND p.participant_id = w.id
            WHERE p.left_at IS NULL
            """,
            Column.Array("text", callers.Select(s => s.Tenant)),
            Column.Array("uuid", callers.Select(s => s.ConversationId)),
            Column.Array("uuid", callers.Select(s => s.JobId)),
            Column.Array("text", callers.Select(s => StoredNames.Principals.Of(s.Caller!.Value.Type))),
            Column.Array("text", callers.Select(s => s.Caller!.Value.Id)));
    }

    public static NpgsqlBatchCommand IdempotencyKeys(IReadOnlyList<ChangeScope> scopes)
    {
        var keys = scopes.Select(s => s.Key).OfType<IdempotencyKey>().Distinct().ToList();
        return Command(
            """
            SELECT k.tenant, k.scope, k.sender_type, k.sender_id, k.client_id, k.body_hash, k.conversation_id,
                   k.message_id, k.seq, k.job_id, k.created_at
            FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[])
                 AS w(tenant, scope, sender_type, sender_id, client_id)
            JOIN idempotency_keys k ON k.tenant = w.tenant AND k.scope = w.scope AND k.sender_type = w.sender_type
              AND k.sender_id = w.sender_id AND k.client_id = w.client_id
            """,
            Column.Array("text", keys.Select(k => k.Tenant)),
            Column.Array("uuid", keys.Select(k => k.Scope)),
            Column.Array("text", keys.Select(k => StoredNames.Principals.Of(k.Sender.Type))),
            Column.Array("text", keys.Select(k => k.Sender.Id)),
            Column.Array("text", keys.Select(k => k.ClientId)));
    }

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
