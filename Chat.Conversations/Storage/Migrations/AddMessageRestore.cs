using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Conversations.Storage.Migrations;

/// <summary>Which deleted messages can no longer be restored.</summary>
[DbContext(typeof(ChatDbContext))]
[Migration("20261121092000_AddMessageRestore")]
internal sealed class AddMessageRestore : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE messages ADD COLUMN erased boolean NOT NULL DEFAULT false;
        -- MessageErasure.
        CREATE INDEX messages_erasable ON messages (deleted_at) WHERE deleted_at IS NOT NULL AND NOT erased;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This version's data does not fit the schema before it; restore a backup.");
}
