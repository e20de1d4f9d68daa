using Chat.Conversations.Appending.Idempotency;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Chat.Conversations.Threads;
using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>The statements with which a batch reads what its locks cover; each takes all scopes at once.</summary>
internal static class LoadStatements
{
    public static NpgsqlBatchCommand Participants(IReadOnlyList<ChangeScope> scopes)
    {
        var wanted = scopes.SelectMany(s => s.Principals.Distinct(), (scope, principal) => (scope, principal)).ToList();
        return Statement.Of(
            $"""
             SELECT DISTINCT {ParticipantRows.Columns}
             FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])
                  AS w(tenant, conversation_id, job_id, type, id)
             LEFT JOIN jobs j ON j.id = w.job_id AND j.tenant = w.tenant
             JOIN participants p ON p.conversation_id = coalesce(w.conversation_id, j.conversation_id)
               AND p.tenant = w.tenant AND p.participant_type = w.type AND p.participant_id = w.id
             """,
            Column.Array("text", wanted.Select(w => w.scope.Tenant)),
            Column.Array("uuid", wanted.Select(w => w.scope.ConversationId)),
            Column.Array("uuid", wanted.Select(w => w.scope.JobId)),
            Column.Array("text", wanted.Select(w => StoredNames.Principals.Of(w.principal.Type))),
            Column.Array("text", wanted.Select(w => w.principal.Id)));
    }

    public static NpgsqlBatchCommand AllParticipants(IReadOnlyList<ChangeScope> scopes)
    {
        var wanted = scopes.Where(s => s.AllParticipants).ToList();
        return Statement.Of(
            $"""
             SELECT {ParticipantRows.Columns}
             FROM participants p
             WHERE p.conversation_id IN (
                 SELECT w.id FROM unnest($1::uuid[]) AS w(id)
                 UNION
                 SELECT c.id FROM unnest($2::text[], $3::text[], $4::text[]) AS w(tenant, unique_key, external_id)
                 JOIN conversations c ON c.tenant = w.tenant
                   AND (c.unique_key = w.unique_key OR c.external_id = w.external_id))
             """,
            Column.Array("uuid", wanted.Where(s => s.ConversationId is not null).Select(s => s.ConversationId!.Value)),
            Column.Array("text", wanted.Where(s => s.MayCreate).Select(s => s.Tenant)),
            Column.Array("text", wanted.Where(s => s.MayCreate).Select(s => s.UniqueKey)),
            Column.Array("text", wanted.Where(s => s.MayCreate).Select(s => s.ExternalId)));
    }

    public static NpgsqlBatchCommand Agents(IReadOnlyList<ChangeScope> scopes)
    {
        var wanted = scopes.Where(s => s.Agent).ToList();
        return Statement.Of(
            $"""
             SELECT {ParticipantRows.Columns}
             FROM (SELECT c.tenant, c.id AS conversation_id, c.agent_id
                   FROM unnest($1::uuid[]) AS w(id) JOIN conversations c ON c.id = w.id
                   UNION
                   SELECT j.tenant, j.conversation_id, j.agent_id
                   FROM unnest($2::uuid[]) AS w(id) JOIN jobs j ON j.id = w.id) a
             JOIN participants p ON p.tenant = a.tenant AND p.conversation_id = a.conversation_id
               AND p.participant_type = 'agent' AND p.participant_id = a.agent_id
             """,
            Column.Array("uuid", wanted.Where(s => s.ConversationId is not null).Select(s => s.ConversationId!.Value)),
            Column.Array("uuid", wanted.Where(s => s.JobId is not null).Select(s => s.JobId!.Value)));
    }

    public static NpgsqlBatchCommand IdempotencyKeys(IReadOnlyList<ChangeScope> scopes)
    {
        var keys = scopes.Select(s => s.Key).OfType<IdempotencyKey>().Distinct().ToList();
        return Statement.Of(
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

    /// <summary>A message's id tells its time, which tells its partition.</summary>
    public static NpgsqlBatchCommand Messages(IReadOnlyList<ChangeScope> scopes)
    {
        var wanted = scopes.SelectMany(s => s.Messages, (scope, id) => (scope.ConversationId, Id: id)).Distinct().ToList();
        return Statement.Of(
            $"""
             SELECT {MessageRows.Columns}
             FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS w(conversation_id, id, created_at)
             JOIN messages m ON m.id = w.id AND m.created_at = w.created_at AND m.conversation_id = w.conversation_id
             """,
            Column.Array("uuid", wanted.Select(w => w.ConversationId)),
            Column.Array("uuid", wanted.Select(w => w.Id)),
            Column.Array("timestamptz", wanted.Select(w => MessageTime.OfId(w.Id))));
    }

    /// <summary>Those that are named, those of jobs, and those that messages stand in or are the root of.</summary>
    public static NpgsqlBatchCommand Threads(IReadOnlyList<ChangeScope> scopes)
    {
        var messages = scopes.SelectMany(s => s.Messages).Distinct().ToList();
        return Statement.Of(
            $"""
             SELECT {ThreadRows.Columns}
             FROM threads t
             WHERE t.id IN (
                 SELECT w.id FROM unnest($1::uuid[]) AS w(id)
                 UNION
                 SELECT j.thread_id FROM jobs j WHERE j.id = ANY($2::uuid[])
                 UNION
                 SELECT m.thread_id FROM unnest($3::uuid[], $4::timestamptz[]) AS w(id, created_at)
                 JOIN messages m ON m.id = w.id AND m.created_at = w.created_at)
             """,
            Column.Array("uuid", scopes.Where(s => s.ThreadId is not null).Select(s => s.ThreadId!.Value)),
            Column.Array("uuid", scopes.Where(s => s.JobId is not null).Select(s => s.JobId!.Value)),
            Column.Array("uuid", messages),
            Column.Array("timestamptz", messages.Select(MessageTime.OfId)));
    }

    /// <summary>All with the emoji, for the count, and all of the caller on the message, for the limit.</summary>
    public static NpgsqlBatchCommand Reactions(IReadOnlyList<ChangeScope> scopes)
    {
        var wanted = scopes.Where(s => s is { Emoji: not null, Caller: not null, Messages.Count: > 0 }).ToList();
        return Statement.Of(
            """
            SELECT DISTINCT r.message_id, r.emoji, r.participant_type, r.participant_id
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS w(message_id, emoji, type, id)
            JOIN reactions r ON r.message_id = w.message_id
              AND (r.emoji = w.emoji OR (r.participant_type = w.type AND r.participant_id = w.id))
            """,
            Column.Array("uuid", wanted.Select(s => s.Messages[0])),
            Column.Array("text", wanted.Select(s => s.Emoji)),
            Column.Array("text", wanted.Select(s => StoredNames.Principals.Of(s.Caller!.Value.Type))),
            Column.Array("text", wanted.Select(s => s.Caller!.Value.Id)));
    }
}
