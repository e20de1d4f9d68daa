using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Conversations.Storage.Migrations;

/// <summary>The whole domain: settings, threads, reactions, mentions, versions, receipts, costs, search and audit.</summary>
[DbContext(typeof(ChatDbContext))]
[Migration("20261121000000_AddDomain")]
internal sealed class AddDomain : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Search);
        migrationBuilder.Sql(Conversations);
        migrationBuilder.Sql(Months);
        migrationBuilder.Sql(Participants);
        migrationBuilder.Sql(Messages);
        migrationBuilder.Sql(BesideMessages);
        migrationBuilder.Sql(Threads);
        migrationBuilder.Sql(Jobs);
        migrationBuilder.Sql(Audit);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This version's data does not fit the schema before it; restore a backup.");

    private const string Search =
        """
        -- A GIN index over (conversation_id, search) needs it.
        CREATE EXTENSION IF NOT EXISTS btree_gin;
        -- Stems of English words, and every word as it stands for all other languages and for names.
        CREATE FUNCTION chat_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN to_tsvector('pg_catalog.english', $1) || to_tsvector('pg_catalog.simple', $1);
        -- array_to_string is not immutable in general; for text it is.
        CREATE FUNCTION chat_tags(text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS $$ SELECT array_to_string($1, ' ') $$;
        CREATE FUNCTION chat_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN websearch_to_tsquery('pg_catalog.english', $1) || websearch_to_tsquery('pg_catalog.simple', $1);
        """;

    private const string Conversations =
        """
        ALTER TABLE conversations
            DROP COLUMN preview,
            ADD COLUMN description       text,
            ADD COLUMN tags              text[]        NOT NULL DEFAULT '{}',
            ADD COLUMN metadata          text,
            ADD COLUMN external_id       text,
            -- What there may be one of: a pair's direct conversation, an agent's active one.
            ADD COLUMN unique_key        text,
            -- The least roles that have permissions here, by name, where they are not the table's; null for none.
            ADD COLUMN permission_overrides jsonb,
            ADD COLUMN created_by_type   text          NOT NULL DEFAULT 'user',
            ADD COLUMN updated_by_type   text,
            ADD COLUMN updated_by        text,
            ADD COLUMN deleted_by_type   text,
            ADD COLUMN deleted_by        text,
            ADD COLUMN activity_at       timestamptz,
            ADD COLUMN cleared_seq       bigint        NOT NULL DEFAULT 0,
            -- The newest log entry that changed what a page of history shows.
            ADD COLUMN content_offset    bigint        NOT NULL DEFAULT 0,
            -- Published entries beyond published_offset, with others missing in between.
            ADD COLUMN published_ahead   int8multirange NOT NULL DEFAULT '{}',
            -- The newest message that context_summary knows.
            ADD COLUMN context_summary_seq bigint      NOT NULL DEFAULT 0,
            ADD COLUMN participant_count integer       NOT NULL DEFAULT 0,
            ADD COLUMN total_cost        numeric(24,9) NOT NULL DEFAULT 0,
            ADD COLUMN audit_number      bigint        NOT NULL DEFAULT 0,
            ADD COLUMN audit_hash        bytea         NOT NULL DEFAULT '\x';
        ALTER TABLE conversations ADD COLUMN search tsvector GENERATED ALWAYS AS (
            chat_words(coalesce(title, '') || ' ' || coalesce(description, '') || ' ' || chat_tags(tags))) STORED;
        UPDATE conversations c SET
            activity_at = coalesce(last_message_at, created_at),
            content_offset = head_offset,
            participant_count = (SELECT count(*) FROM participants p
                                 WHERE p.conversation_id = c.id AND p.left_at IS NULL);
        ALTER TABLE conversations ALTER COLUMN activity_at SET NOT NULL;
        CREATE UNIQUE INDEX conversations_external ON conversations (tenant, external_id) WHERE external_id IS NOT NULL;
        CREATE UNIQUE INDEX conversations_unique ON conversations (tenant, unique_key) WHERE unique_key IS NOT NULL;
        -- The list's filter by text.
        CREATE INDEX conversations_search ON conversations USING gin (tenant, search)
            WITH (gin_pending_list_limit = 64);
        -- The purge of what was deleted long ago.
        CREATE INDEX conversations_deleted ON conversations (deleted_at) WHERE deleted_at IS NOT NULL;
        """;

    private const string Months =
        """
        -- Where each month of a conversation begins, so that a page reads the partitions it needs and no other.
        -- Written with the first log entry of the month: the entry's offset, and the seq that the next message gets.
        CREATE TABLE conversation_months (
            conversation_id uuid   NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            -- The first day of the month, UTC.
            month           date   NOT NULL,
            first_offset    bigint NOT NULL,
            first_seq       bigint NOT NULL,
            PRIMARY KEY (conversation_id, month)
        );
        INSERT INTO conversation_months
        SELECT l.conversation_id, date_trunc('month', l.created_at AT TIME ZONE 'UTC')::date, min(l."offset"),
               1 + (SELECT count(*) FROM log m WHERE m.conversation_id = l.conversation_id
                    AND m.kind = 'message_created' AND m."offset" < min(l."offset"))
        FROM log l GROUP BY 1, 2;
        """;

    private const string Participants =
        """
        ALTER TABLE participants
            -- The newest seq when they came: older messages are not waiting for their receipts.
            ADD COLUMN joined_seq   bigint NOT NULL DEFAULT 0,
            -- How far they read for themselves; read_seq is what others see.
            ADD COLUMN own_read_seq bigint NOT NULL DEFAULT 0,
            -- For each time that they were here before: joined_seq, delivered_seq and read_seq at its end.
            ADD COLUMN earlier_stays bigint[] NOT NULL DEFAULT '{}';
        -- DeliveryReader: who is furthest behind.
        CREATE INDEX participants_delivered ON participants (conversation_id, delivered_seq) WHERE left_at IS NULL;
        CREATE INDEX participants_read ON participants (conversation_id, read_seq) WHERE left_at IS NULL;
        """;

    private const string Messages =
        """
        ALTER TABLE messages
            ADD COLUMN version         integer NOT NULL DEFAULT 1,
            ADD COLUMN edited_at       timestamptz,
            ADD COLUMN updated_by_type text,
            ADD COLUMN updated_by      text,
            ADD COLUMN deleted_by_type text,
            ADD COLUMN deleted_by      text,
            ADD COLUMN parent_id       uuid,
            ADD COLUMN thread_id       uuid,
            ADD COLUMN attachments     text[] NOT NULL DEFAULT '{}',
            -- As it was sent; validated JSON.
            ADD COLUMN metadata        text,
            -- user:{id} or agent:{id}.
            ADD COLUMN mentions        text[] NOT NULL DEFAULT '{}',
            ADD COLUMN pinned_at       timestamptz,
            ADD COLUMN pinned_by_type  text,
            ADD COLUMN pinned_by       text,
            ADD COLUMN thinking        text,
            ADD COLUMN tool_calls      text,
            ADD COLUMN log_offset      bigint NOT NULL DEFAULT 0,
            ADD COLUMN cost            numeric(24,9),
            ADD COLUMN price_version   text,
            ADD COLUMN search tsvector GENERATED ALWAYS AS (chat_words(content)) STORED;
        -- MessageSearch, in one conversation or in several.
        -- A small pending list (kB): whoever fills it writes it into the tree, and at the default size that takes 90 ms.
        CREATE INDEX messages_search ON messages USING gin (conversation_id, search)
            WITH (gin_pending_list_limit = 256);
        CREATE INDEX messages_thread ON messages (thread_id, seq) WHERE thread_id IS NOT NULL;
        CREATE INDEX messages_parent ON messages (parent_id, seq) WHERE parent_id IS NOT NULL;
        CREATE INDEX messages_pinned ON messages (conversation_id, pinned_at) WHERE pinned_at IS NOT NULL;
        CREATE INDEX messages_attached ON messages (conversation_id, seq) WHERE attachments <> '{}';
        """;

    private const string BesideMessages =
        """
        CREATE TABLE message_versions (
            message_id      uuid        NOT NULL,
            version         integer     NOT NULL,
            tenant          text        NOT NULL,
            conversation_id uuid        NOT NULL,
            content         text        NOT NULL,
            attachments     text[]      NOT NULL,
            metadata        text,
            written_by_type text        NOT NULL,
            written_by      text        NOT NULL,
            written_at      timestamptz NOT NULL,
            PRIMARY KEY (message_id, version)
        );
        CREATE INDEX message_versions_conversation ON message_versions (conversation_id);

        CREATE TABLE reactions (
            message_id       uuid        NOT NULL,
            emoji            text        NOT NULL,
            participant_type text        NOT NULL,
            participant_id   text        NOT NULL,
            tenant           text        NOT NULL,
            conversation_id  uuid        NOT NULL,
            created_at       timestamptz NOT NULL,
            PRIMARY KEY (message_id, emoji, participant_type, participant_id)
        );
        CREATE INDEX reactions_conversation ON reactions (conversation_id);

        CREATE TABLE mentions (
            conversation_id  uuid   NOT NULL,
            participant_type text   NOT NULL,
            participant_id   text   NOT NULL,
            seq              bigint NOT NULL,
            tenant           text   NOT NULL,
            message_id       uuid   NOT NULL,
            -- Unread mentions of a participant.
            PRIMARY KEY (conversation_id, participant_type, participant_id, seq)
        );
        """;

    private const string Threads =
        """
        CREATE TABLE threads (
            id              uuid        NOT NULL PRIMARY KEY,
            tenant          text        NOT NULL,
            conversation_id uuid        NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            title           text,
            root_seq        bigint      NOT NULL,
            parent_id       uuid,
            created_by_type text        NOT NULL,
            created_by      text        NOT NULL,
            created_at      timestamptz NOT NULL,
            message_count   bigint      NOT NULL DEFAULT 0,
            last_seq        bigint      NOT NULL DEFAULT 0,
            last_message_at timestamptz,
            activity_at     timestamptz NOT NULL
        );
        -- The threads of a conversation, newest activity first.
        CREATE INDEX threads_of_conversation ON threads (conversation_id, activity_at DESC, id DESC);

        CREATE TABLE thread_reads (
            thread_id        uuid   NOT NULL REFERENCES threads (id) ON DELETE CASCADE,
            participant_type text   NOT NULL,
            participant_id   text   NOT NULL,
            read_seq         bigint NOT NULL,
            PRIMARY KEY (thread_id, participant_type, participant_id)
        );
        """;

    private const string Jobs =
        """
        ALTER TABLE log
            ADD COLUMN actor_type text,
            ADD COLUMN actor      text;
        ALTER TABLE jobs
            -- The thread that the prompt and the answer stand in.
            ADD COLUMN thread_id      uuid,
            ADD COLUMN kind           text NOT NULL DEFAULT 'answer' CHECK (kind IN ('answer', 'summary')),
            -- Which ten messages a summary is made after: one summary for each.
            ADD COLUMN summary_number bigint,
            ADD COLUMN cost           numeric(24,9),
            ADD COLUMN price_version  text;
        CREATE UNIQUE INDEX jobs_summary ON jobs (conversation_id, summary_number) WHERE summary_number IS NOT NULL;
        ALTER TABLE usage_ledger
            ADD COLUMN cost          numeric(24,9) NOT NULL DEFAULT 0,
            ADD COLUMN price_version text          NOT NULL DEFAULT 'none';
        CREATE INDEX usage_ledger_conversation ON usage_ledger (conversation_id, created_at, job_id, attempt);
        CREATE INDEX idempotency_keys_conversation ON idempotency_keys (conversation_id);
        """;

    private const string Audit =
        """
        -- What a purge still owes Redis; removed when its keys are.
        CREATE TABLE purged_keys (
            conversation_id uuid        NOT NULL PRIMARY KEY,
            tenant          text        NOT NULL,
            external_id     text,
            job_ids         uuid[]      NOT NULL,
            users           text[]      NOT NULL,
            purged_at       timestamptz NOT NULL
        );
        -- No foreign key: it outlives the conversation.
        CREATE TABLE audit (
            conversation_id uuid        NOT NULL,
            number          bigint      NOT NULL,
            tenant          text        NOT NULL,
            at              timestamptz NOT NULL,
            actor_type      text        NOT NULL,
            actor_id        text        NOT NULL,
            action          text        NOT NULL,
            target          text        NOT NULL,
            before          text,
            after           text,
            previous_hash   bytea       NOT NULL,
            hash            bytea       NOT NULL,
            PRIMARY KEY (conversation_id, number)
        );
        CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'The audit trail is append-only.'; END $$;
        CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
            FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
        """;
}
