using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages;
using Event = Chat.Contracts.Conversations.V1.LogEntry.EventOneofCase;
using Message = Chat.Conversations.Messages.Message;

namespace Chat.Conversations.Projections;

/// <summary>Carries one log entry over into a room's keys and channels.</summary>
internal static class RoomEvents
{
    /// <param name="row">The entry.</param>
    /// <param name="room">The room as it stands now.</param>
    /// <param name="writer">Where it goes.</param>
    /// <param name="offline">Users who have no connection, of this room and of others.</param>
    public static void Apply(LogRow row, Room room, RoomWriter writer, IReadOnlySet<(string Tenant, string User)> offline)
    {
        var entry = row.Entry;
        switch (entry.EventCase)
        {
            case Event.MessageCreated when row.Message is { } created:
                Create(created, room, writer, offline);
                break;
            case Event.MessageEdited when row.Message is { DeletedAt: null } edited && edited.Seq > room.ClearedSeq:
                writer.Replace(room, edited);
                break;
            case Event.MessageDeleted:
                writer.Remove(room, entry.MessageDeleted.Seq, entry.MessageDeleted.Seq);
                break;
            case Event.ConversationCleared:
                writer.Remove(room, 0, entry.ConversationCleared.UptoSeq);
                break;
            case Event.ConversationDeleted:
                writer.Drop(room);
                writer.SetMembers(room);
                break;
            case Event.ParticipantJoined:
                Move(entry.ParticipantJoined.ParticipantType, entry.ParticipantJoined.ParticipantId, RoomKeys.RoomJoined);
                break;
            case Event.ParticipantLeft:
                Move(entry.ParticipantLeft.ParticipantType, entry.ParticipantLeft.ParticipantId, RoomKeys.RoomLeft);
                break;
            case Event.ConversationRestored:
                writer.SetMembers(room);
                break;
        }

        void Move(PrincipalType type, string userId, string channel)
        {
            if (type != PrincipalType.User) return;
            writer.SetMember(room, userId);
            writer.Publish(channel, Data(new { roomId = room.RoomId, userId }));
        }
    }

    public static string Data(object data) => JsonSerializer.Serialize(new { data });

    private static void Create(Message message, Room room, RoomWriter writer, IReadOnlySet<(string Tenant, string User)> offline)
    {
        var json = RoomMessage.Of(message, room.RoomId);
        // Deleted or cleared before we came to it.
        if (message.DeletedAt is null && message.Seq > room.ClearedSeq) writer.Put(room, message, json);
        foreach (var user in room.IsCrowd ? [] : room.Users)
            if (user != message.Sender.Id && offline.Contains((room.Tenant, user))) writer.Miss(room, user, json);
        writer.Publish(RoomKeys.MessageNew, NewMessage(room, json));
    }

    // The message is JSON already.
    private static string NewMessage(Room room, string message) =>
        $$$"""{"data":{"roomId":{{{JsonSerializer.Serialize(room.RoomId)}}},"message":{{{message}}},"recipients":{{{room.Recipients}}}}}""";
}
