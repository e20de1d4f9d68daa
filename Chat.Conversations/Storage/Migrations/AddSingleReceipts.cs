using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Conversations.Storage.Migrations;

/// <summary>What participants received and read one by one, beyond their watermarks.</summary>
[DbContext(typeof(ChatDbContext))]
[Migration("20261121091000_AddSingleReceipts")]
internal sealed class AddSingleReceipts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE participants
            ADD COLUMN delivered_beyond int8multirange NOT NULL DEFAULT '{}',
            ADD COLUMN read_beyond      int8multirange NOT NULL DEFAULT '{}',
            ADD COLUMN own_read_beyond  int8multirange NOT NULL DEFAULT '{}';
        -- Deliveries: which people are furthest behind. Agents are looked up by themselves.
        DROP INDEX participants_delivered;
        DROP INDEX participants_read;
        CREATE INDEX participants_delivered ON participants (conversation_id, delivered_seq)
            WHERE left_at IS NULL AND participant_type = 'user';
        CREATE INDEX participants_read ON participants (conversation_id, read_seq)
            WHERE left_at IS NULL AND participant_type = 'user';
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("This version's data does not fit the schema before it; restore a backup.");
}
