using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Conversations.Storage.Migrations;

/// <summary>What jobs need to know when their prompt, their messages or their conversation goes.</summary>
[DbContext(typeof(ChatDbContext))]
[Migration("20261121090000_AddWithdrawnJobs")]
internal sealed class AddWithdrawnJobs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- Whether what a job is about went or changed: of a summary since its newest claim, of an answer for good.
        ALTER TABLE jobs ADD COLUMN outdated boolean NOT NULL DEFAULT false;
        -- Jobs of purged conversations that a worker may still ask for, kept as long as Kafka keeps a record.
        CREATE TABLE purged_jobs (
            id              uuid        NOT NULL PRIMARY KEY,
            tenant          text        NOT NULL,
            conversation_id uuid        NOT NULL,
            attempt         integer     NOT NULL,
            -- Whether a worker was at it and has yet to tell what it used.
            awaits_report   boolean     NOT NULL,
            purged_at       timestamptz NOT NULL
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This version's data does not fit the schema before it; restore a backup.");
}
