using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Projections;

/// <summary>
/// Tells the rooms design's gateways of receipts: the newest message of another that a watermark covers, for each user.
/// </summary>
internal sealed class ReceiptEvents(NpgsqlDataSource database)
{
    // Served by messages_seq in the partitions of the conversation's time.
    private const string SenderOf =
        """
        SELECT m.sender_id FROM messages m
        WHERE m.tenant = $1 AND m.conversation_id = $2 AND m.seq = $3 AND m.created_at BETWEEN $4 AND $5
        """;

    public async Task TellAsync(LogRow row, Room room, RoomWriter writer, CancellationToken cancellationToken)
    {
        foreach (var mark in row.Entry.ReceiptsChanged.Watermarks.Where(w => w.ParticipantType == PrincipalType.User))
        {
            var read = mark.ReadSeq > 0 && mark.ReadSeq == mark.DeliveredSeq;
            var seq = read ? mark.ReadSeq : mark.DeliveredSeq;
            if (await SenderAsync(room, seq, cancellationToken) is not { } senderId || senderId == mark.ParticipantId) continue;
            writer.Publish(RoomKeys.MessageDelivered, RoomEvents.Data(
                new { senderId, messageId = seq, deliveredBy = mark.ParticipantId, roomId = room.RoomId }));
            if (!read) continue;
            var readAt = row.CreatedAt.ToUnixTimeMilliseconds();
            writer.Publish(RoomKeys.MessageRead, RoomEvents.Data(
                new { senderId, messageId = seq, readBy = mark.ParticipantId, readAt, roomId = room.RoomId }));
        }
    }

    private async Task<string?> SenderAsync(Room room, long seq, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SenderOf);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = room.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = room.ConversationId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seq });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = room.CreatedAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = room.UpdatedAt });
        return (await command.ReadAllAsync(r => r.GetString(0), cancellationToken)).SingleOrDefault();
    }
}
