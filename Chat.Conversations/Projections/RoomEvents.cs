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
    /// <param name="absent">Users who have no connection, of this room and of others, and how long what they miss is kept.</param>
    public static void Apply(
        LogRow row, Room room, RoomWriter writer, IReadOnlyDictionary<(string Tenant, string User), TimeSpan> absent)
    {
        var entry = row.Entry;
        switch (entry.EventCase)
        {
            case Event.MessageCreated when row.Message is { } created:
                Create(created, room, writer, absent);
                break;
            case Event.MessageEdited when row.Message is { } edited && IsThere(edited, room):
                writer.Replace(room, edited);
                break;
            case Event.MessageRestored when row.Message is { } restored && IsThere(restored, room):
                writer.Replace(room, restored);
                break;
            case Event.MessageDeleted:
                writer.Remove(room, entry.MessageDeleted.Seq, entry.MessageDeleted.Seq);
                writer.Missed.Forget(room, entry.MessageDeleted.Seq, Guid.Parse(entry.MessageDeleted.MessageId));
                break;
            case Event.ConversationCleared:
                Forget(0, entry.ConversationCleared.UptoSeq);
                break;
            case Event.ConversationDeleted:
                Forget(0, long.MaxValue);
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

        void Forget(long fromSeq, long toSeq)
        {
            writer.Remove(room, fromSeq, toSeq);
            writer.Missed.Forget(room, fromSeq, toSeq);
        }

        void Move(PrincipalType type, string userId, string channel)
        {
            if (type != PrincipalType.User) return;
            writer.SetMember(room, userId);
            writer.Publish(room, channel, Data(new { roomId = room.RoomId, userId }));
        }
    }

    public static string Data(object data) => JsonSerializer.Serialize(new { data });

    private static void Create(
        Message message, Room room, RoomWriter writer, IReadOnlyDictionary<(string Tenant, string User), TimeSpan> absent)
    {
        if (!IsThere(message, room)) return;
        writer.Put(room, message, RoomMessage.Of(message, room.RoomId));
        var reference = RoomMessage.Reference(message.Seq, room.RoomId, message.Id);
        foreach (var user in room.IsCrowd ? [] : room.Users)
            if (user != message.Sender.Id && absent.TryGetValue((room.Tenant, user), out var keptFor))
                writer.Missed.Add(room, user, keptFor, reference);
        writer.Publish(room, RoomKeys.MessageNew, NewMessage(room, RoomMessage.New(message, room.RoomId)));
    }

    /// <summary>Neither deleted nor cleared before we came to it, alone or with its room.</summary>
    private static bool IsThere(Message message, Room room) =>
        message.DeletedAt is null && message.Seq > room.ClearedSeq && !room.IsDeleted;

    // The message is JSON already.
    private static string NewMessage(Room room, string message) =>
        $$$"""{"data":{"roomId":{{{JsonSerializer.Serialize(room.RoomId)}}},"message":{{{message}}},"recipients":{{{room.Recipients}}}}}""";
}
