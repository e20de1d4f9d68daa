using System.Text.Json;
using Chat.Contracts.Streams;
using Chat.Conversations.Conversations.Purging;
using Chat.Conversations.Messages.Window;
using Chat.Conversations.RateLimiting;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Removes every key of Redis that carries a purged conversation's id or one of its jobs'.</summary>
internal sealed class ConversationKeys(IConnectionMultiplexer redis)
{
    private const string RoomField = "roomId";

    /// <summary>Throws when Redis did not take it all; it may be repeated.</summary>
    public async Task RemoveAsync(PurgedNote note, CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        var roomId = RoomKeys.RoomId(note.ConversationId, note.ExternalId);
        List<Task> removals = [.. Keys(note, roomId).Select(key => database.KeyDeleteAsync(key))];
        removals.AddRange(note.Users.Select(user => database.SetRemoveAsync(RoomKeys.RoomsOf(note.Tenant, user), roomId)));
        removals.AddRange(note.Users.Select(user => ForgetMissedAsync(database, note.Tenant, user, roomId)));
        await Task.WhenAll(removals).WaitAsync(cancellationToken);
    }

    private static IEnumerable<RedisKey> Keys(PurgedNote note, string roomId) =>
    [
        RoomKeys.Messages(note.Tenant, roomId),
        RoomKeys.MessageId(note.Tenant, roomId),
        RoomKeys.Participants(note.Tenant, roomId),
        RoomKeys.Online(note.ConversationId),
        WindowKey.Of(note.ConversationId),
        RateKeys.Conversation(note.Tenant, note.ConversationId.ToString("D")),
        RateKeys.Conversation(note.Tenant, roomId),
        .. note.JobIds.Select(job => (RedisKey)TokenStream.Key(job)),
    ];

    private static async Task ForgetMissedAsync(IDatabase database, string tenant, string user, string roomId)
    {
        var key = RoomKeys.Offline(tenant, user);
        foreach (var missed in await database.ListRangeAsync(key))
            if (IsOf(roomId, missed!))
                await database.ListRemoveAsync(key, missed);
    }

    private static bool IsOf(string roomId, string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(RoomField, out var room) && room.GetString() == roomId;
    }
}
