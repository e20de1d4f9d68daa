using Chat.Conversations.Appending;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>Deletes the rows of one conversation, each by an index that begins with the conversation's id.</summary>
internal static class PurgeStatements
{
    private static readonly string[] Statements =
    [
        // What Redis holds is found by these names, which are gone afterwards.
        """
        INSERT INTO purged_keys (conversation_id, tenant, external_id, job_ids, users, purged_at)
        SELECT c.id, c.tenant, c.external_id,
               ARRAY(SELECT j.id FROM jobs j WHERE j.conversation_id = c.id),
               ARRAY(SELECT p.participant_id FROM participants p
                     WHERE p.conversation_id = c.id AND p.participant_type = 'user'),
               clock_timestamp()
        FROM conversations c WHERE c.id = ANY($1::uuid[])
        """,
        // A worker may still have one of them, and Kafka the record of another.
        """
        INSERT INTO purged_jobs (id, tenant, conversation_id, attempt, awaits_report, purged_at)
        SELECT j.id, j.tenant, j.conversation_id, j.attempt,
               j.state = 'cancelled' AND j.attempt > 0 AND j.reported_at IS NULL, clock_timestamp()
        FROM jobs j
        WHERE j.conversation_id = ANY($1::uuid[]) AND j.ended_at > clock_timestamp() - interval '7 days'
        """,
        "DELETE FROM message_versions WHERE conversation_id = ANY($1::uuid[])",
        "DELETE FROM reactions WHERE conversation_id = ANY($1::uuid[])",
        "DELETE FROM mentions WHERE conversation_id = ANY($1::uuid[])",
        "DELETE FROM idempotency_keys WHERE conversation_id = ANY($1::uuid[])",
        // Participants, months, jobs, threads and what was read in them go with it.
        "DELETE FROM conversations WHERE id = ANY($1::uuid[])",
    ];

    public static void Add(NpgsqlBatch batch, Guid conversationId)
    {
        Add("WITH gone AS (DELETE FROM messages WHERE conversation_id = ANY($1::uuid[]) RETURNING 1) SELECT count(*) FROM gone");
        Add("WITH gone AS (DELETE FROM log WHERE conversation_id = ANY($1::uuid[]) RETURNING 1) SELECT count(*) FROM gone");
        foreach (var statement in Statements) Add(statement);

        void Add(string sql) =>
            batch.BatchCommands.Add(Statement.Of(sql, Column.Array("uuid", [conversationId])));
    }
}
