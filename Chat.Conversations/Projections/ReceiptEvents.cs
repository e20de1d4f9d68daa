using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Projections;

/// <summary>
/// Tells the rooms design's gateways of receipts, for each user: what they marked by itself, and the newest of what they
/// marked as a whole, if another wrote it.
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
            var before = row.Before[new Principal(mark.ParticipantType, mark.ParticipantId)];
            foreach (var seq in Newest(mark.DeliveredAlone, mark.DeliveredSeq, before.Delivered))
            {
                if (await OtherAsync(room, mark.ParticipantId, seq, cancellationToken) is { } senderId)
                    writer.Publish(room, RoomKeys.MessageDelivered, RoomEvents.Data(new
                    {
                        senderId, messageId = seq, deliveredBy = mark.ParticipantId, roomId = room.RoomId,
                    }));
            }

            foreach (var seq in Newest(mark.ReadAlone, mark.ReadSeq, before.Read))
            {
                if (await OtherAsync(room, mark.ParticipantId, seq, cancellationToken) is { } senderId)
                    writer.Publish(room, RoomKeys.MessageRead, RoomEvents.Data(new
                    {
                        senderId,
                        messageId = seq,
                        readBy = mark.ParticipantId,
                        readAt = row.CreatedAt.ToUnixTimeMilliseconds(),
                        roomId = room.RoomId,
                    }));
            }
        }
    }

    /// <summary>What was marked by itself, and the newest message of what was marked as a whole.</summary>
    private static IEnumerable<long> Newest(IEnumerable<long> alone, long upto, ReceiptMark before) =>
        upto > before.Upto && !before.Has(upto) ? alone.Append(upto).Distinct() : alone;

    /// <summary>Who sent the message; null where that is the user, who needs no receipt.</summary>
    private async Task<string?> OtherAsync(Room room, string userId, long seq, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SenderOf);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = room.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = room.ConversationId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seq });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = room.CreatedAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = room.UpdatedAt });
        var sender = (await command.ReadAllAsync(r => r.GetString(0), cancellationToken)).SingleOrDefault();
        return sender == userId ? null : sender;
    }
}
