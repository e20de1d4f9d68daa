using Chat.Contracts.Streams;
using Chat.Conversations.Conversations.Purging;
using Chat.Conversations.Messages.Window;
using Chat.Conversations.Messages.Window.Repeats;
using Chat.Conversations.RateLimiting;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Removes every key of Redis that carries a purged conversation's id or one of its jobs'.</summary>
internal sealed class ConversationKeys(IConnectionMultiplexer redis)
{
    /// <summary>Throws when Redis did not take it all; it may be repeated.</summary>
    public async Task RemoveAsync(PurgedNote note, CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        var name = RoomKeys.RoomId(note.ConversationId, note.ExternalId);
        // It may have been used before it was given its name.
        string[] rooms = RoomKeys.EarlierId(note.ConversationId, name) is { } earlier ? [name, earlier] : [name];
        List<Task> removals = [.. Keys(note, rooms).Select(key => database.KeyDeleteAsync(key))];
        removals.AddRange(note.Users.Select(user => database.SetRemoveAsync(
            RoomKeys.RoomsOf(note.Tenant, user), [.. rooms.Select(room => (RedisValue)room)])));
        removals.AddRange(note.Users.Select(user =>
            MissedMessages.ForgetRoomAsync(database, RoomKeys.Offline(note.Tenant, user), rooms, cancellationToken)));
        await Task.WhenAll(removals).WaitAsync(cancellationToken);
    }

    private static IEnumerable<RedisKey> Keys(PurgedNote note, string[] rooms) =>
    [
        .. rooms.SelectMany(room => RoomKeys.Of(note.Tenant, room)).Select(key => (RedisKey)key),
        RoomKeys.Online(note.ConversationId),
        WindowKey.Of(note.ConversationId),
        PagesKey.Of(note.ConversationId),
        RateKeys.Conversation(note.Tenant, note.ConversationId),
        .. note.JobIds.Select(job => (RedisKey)TokenStream.Key(job)),
    ];
}
