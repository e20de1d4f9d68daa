using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Conversations.Storage.Migrations;

/// <summary>Jobs wait in their requesters' lines until they are admitted to Kafka.</summary>
[DbContext(typeof(ChatDbContext))]
[Migration("20261121164500_AdmitJobs")]
internal sealed class AdmitJobs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- Since when the job may be on Kafka; null while it waits in its requester's line. Written by JobLines alone.
        ALTER TABLE jobs ADD COLUMN admitted_at timestamptz;
        UPDATE jobs SET admitted_at = coalesce(dispatched_at, created_at)
        WHERE state = 'streaming' OR (state = 'queued' AND dispatched_at IS NOT NULL);
        -- JobLines: who waits, and for what.
        CREATE INDEX jobs_waiting ON jobs (tenant, requested_by_type, requested_by, created_at, id)
            WHERE state = 'queued' AND admitted_at IS NULL;
        -- JobLines: how many jobs of a requester or a tenant are on Kafka or under way.
        CREATE INDEX jobs_admitted ON jobs (tenant, requested_by_type, requested_by)
            WHERE state IN ('queued', 'streaming') AND admitted_at IS NOT NULL;
        -- OpenJobs: how many a requester or a tenant has that have not ended.
        CREATE INDEX jobs_open ON jobs (tenant, requested_by_type, requested_by) WHERE state IN ('queued', 'streaming');
        -- JobLines: whether an earlier job of the conversation has not ended.
        CREATE INDEX jobs_of_line ON jobs (conversation_id, prompt_seq, id) WHERE state IN ('queued', 'streaming');
        DROP INDEX jobs_undispatched;
        -- Leftovers: admitted jobs that still have to go to Kafka.
        CREATE INDEX jobs_undispatched ON jobs (dispatch_after)
            WHERE state = 'queued' AND admitted_at IS NOT NULL AND dispatched_at IS NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This version's jobs wait where the version before it does not look; restore a backup.");
}
