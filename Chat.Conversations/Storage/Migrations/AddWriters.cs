using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Conversations.Storage.Migrations;

/// <summary>Who made and who changed what did not tell it yet.</summary>
[DbContext(typeof(ChatDbContext))]
[Migration("20261121093000_AddWriters")]
internal sealed class AddWriters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE participants
            ADD COLUMN created_by_type text,
            ADD COLUMN created_by      text,
            ADD COLUMN updated_by_type text,
            ADD COLUMN updated_by      text;
        ALTER TABLE threads
            ADD COLUMN updated_by_type text,
            ADD COLUMN updated_by      text;
        -- Who wrote the newest text; until now only that was known of a change.
        ALTER TABLE messages
            ADD COLUMN edited_by_type text,
            ADD COLUMN edited_by      text;
        UPDATE messages SET edited_by_type = updated_by_type, edited_by = updated_by WHERE updated_by IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This version's data does not fit the schema before it; restore a backup.");
}
