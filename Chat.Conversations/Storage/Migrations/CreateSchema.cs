using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Conversations.Storage.Migrations;

/// <summary>The first schema: conversations, participants, messages, the log, idempotency keys, jobs, usage.</summary>
[DbContext(typeof(ChatDbContext))]
[Migration("20261120000000_CreateSchema")]
internal sealed class CreateSchema : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Conversations);
        migrationBuilder.Sql(Participants);
        migrationBuilder.Sql(Messages);
        migrationBuilder.Sql(Log);
        migrationBuilder.Sql(IdempotencyKeys);
        migrationBuilder.Sql(Jobs);
        migrationBuilder.Sql(UsageLedger);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "DROP TABLE usage_ledger, jobs, idempotency_keys, log, messages, participants, conversations;");

    private const string Conversations =
        """
        CREATE TABLE conversations (
            id                uuid        NOT NULL PRIMARY KEY,
            tenant            text        NOT NULL,
            kind              text        NOT NULL CHECK (kind IN ('direct', 'group', 'agent')),
            channel           text        NOT NULL CHECK (channel IN ('chat', 'voice', 'email')),
            status            text        NOT NULL CHECK (status IN ('active', 'archived', 'closed')),
            title             text,
            agent_id          text,
            created_by        text        NOT NULL,
            created_at        timestamptz NOT NULL,
            updated_at        timestamptz NOT NULL,
            last_message_at   timestamptz,
            head_offset       bigint      NOT NULL DEFAULT 0,
            published_offset  bigint      NOT NULL DEFAULT 0,
            last_seq          bigint      NOT NULL DEFAULT 0,
            message_count     bigint      NOT NULL DEFAULT 0,
            prompt_tokens     bigint      NOT NULL DEFAULT 0,
            completion_tokens bigint      NOT NULL DEFAULT 0,
            total_tokens      bigint      NOT NULL DEFAULT 0,
            preview           text,
            context_summary   text,
            deleted_at        timestamptz
        );
        -- CatchUp: conversations whose log is not all published, longest behind first.
        CREATE INDEX conversations_behind ON conversations (updated_at) WHERE published_offset < head_offset;
        """;

    private const string Participants =
        """
        CREATE TABLE participants (
            conversation_id  uuid        NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            participant_type text        NOT NULL CHECK (participant_type IN ('user', 'agent')),
            participant_id   text        NOT NULL,
            tenant           text        NOT NULL,
            role             text        NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
            joined_at        timestamptz NOT NULL,
            left_at          timestamptz,
            delivered_seq    bigint      NOT NULL DEFAULT 0,
            read_seq         bigint      NOT NULL DEFAULT 0,
            -- Every read and change: does the caller take part in this conversation?
            PRIMARY KEY (conversation_id, participant_type, participant_id)
        );
        -- ConversationQueries: the conversations of a caller.
        CREATE INDEX participants_of ON participants (tenant, participant_type, participant_id, conversation_id)
            WHERE left_at IS NULL;
        """;

    private const string Messages =
        """
        CREATE TABLE messages (
            id                uuid        NOT NULL,
            tenant            text        NOT NULL,
            conversation_id   uuid        NOT NULL,
            seq               bigint      NOT NULL,
            role              text        NOT NULL CHECK (role IN ('user', 'assistant', 'system', 'tool')),
            type              text        NOT NULL,
            sender_type       text        NOT NULL,
            sender_id         text        NOT NULL,
            content           text        NOT NULL,
            created_at        timestamptz NOT NULL,
            client_id         text,
            job_id            uuid,
            generation        text        NOT NULL,
            prompt_tokens     bigint,
            completion_tokens bigint,
            total_tokens      bigint,
            usage_source      text,
            model             text,
            finish_reason     text,
            deleted_at        timestamptz,
            -- LogReader: the message of a log entry. created_at is the partition key and part of every unique key.
            PRIMARY KEY (id, created_at)
        ) PARTITION BY RANGE (created_at);
        -- MessageHistory and the prompt's context: a conversation's messages after or before a seq.
        CREATE UNIQUE INDEX messages_seq ON messages (conversation_id, seq, created_at);
        """;

    private const string Log =
        """
        CREATE TABLE log (
            tenant          text        NOT NULL,
            conversation_id uuid        NOT NULL,
            "offset"        bigint      NOT NULL,
            created_at      timestamptz NOT NULL,
            kind            text        NOT NULL,
            message_id      uuid,
            message_at      timestamptz,
            event           jsonb,
            -- LogReader: a conversation's entries after an offset.
            PRIMARY KEY (conversation_id, "offset", created_at)
        ) PARTITION BY RANGE (created_at);
        """;

    private const string IdempotencyKeys =
        """
        CREATE TABLE idempotency_keys (
            tenant          text        NOT NULL,
            scope           uuid        NOT NULL,
            sender_type     text        NOT NULL,
            sender_id       text        NOT NULL,
            client_id       text        NOT NULL,
            body_hash       bytea       NOT NULL,
            conversation_id uuid        NOT NULL,
            message_id      uuid        NOT NULL,
            seq             bigint      NOT NULL,
            job_id          uuid,
            created_at      timestamptz NOT NULL,
            -- LoadStatements: was this key used before?
            PRIMARY KEY (tenant, scope, sender_type, sender_id, client_id)
        );
        """;

    private const string Jobs =
        """
        CREATE TABLE jobs (
            id                uuid        NOT NULL PRIMARY KEY,
            tenant            text        NOT NULL,
            conversation_id   uuid        NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            prompt_message_id uuid        NOT NULL,
            prompt_seq        bigint      NOT NULL,
            agent_id          text        NOT NULL,
            requested_by_type text        NOT NULL,
            requested_by      text        NOT NULL,
            state             text        NOT NULL
                CHECK (state IN ('queued', 'streaming', 'completed', 'failed', 'cancelled')),
            attempt           integer     NOT NULL,
            lease_owner       text,
            lease_expires_at  timestamptz,
            dispatched_at     timestamptz,
            dispatch_after    timestamptz NOT NULL,
            trace_parent      text,
            message_id        uuid,
            message_seq       bigint,
            model             text,
            prompt_tokens     bigint,
            completion_tokens bigint,
            total_tokens      bigint,
            usage_source      text,
            failure_reason    text,
            created_at        timestamptz NOT NULL,
            ended_at          timestamptz,
            reported_at       timestamptz
        );
        -- Leftovers.TakeAsync: jobs that still have to go to Kafka.
        CREATE INDEX jobs_undispatched ON jobs (dispatch_after) WHERE state = 'queued' AND dispatched_at IS NULL;
        -- JobSweeper: jobs that went to Kafka and that nobody claimed.
        CREATE INDEX jobs_unclaimed ON jobs (dispatched_at) WHERE state = 'queued' AND dispatched_at IS NOT NULL;
        -- JobSweeper: leases that ran out.
        CREATE INDEX jobs_leased ON jobs (lease_expires_at) WHERE state = 'streaming';
        -- The foreign key's check when a conversation is deleted.
        CREATE INDEX jobs_of_conversation ON jobs (conversation_id);
        """;

    private const string UsageLedger =
        """
        CREATE TABLE usage_ledger (
            tenant            text        NOT NULL,
            job_id            uuid        NOT NULL,
            attempt           integer     NOT NULL,
            conversation_id   uuid        NOT NULL,
            model             text,
            prompt_tokens     bigint      NOT NULL,
            completion_tokens bigint      NOT NULL,
            total_tokens      bigint      NOT NULL,
            source            text        NOT NULL,
            created_at        timestamptz NOT NULL,
            -- An attempt is charged once.
            PRIMARY KEY (job_id, attempt)
        );
        -- A tenant's usage over a time.
        CREATE INDEX usage_ledger_tenant ON usage_ledger (tenant, created_at);
        """;
}
