using Chat.Conversations.Messages;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Writes the rooms design's keys; everything of one batch goes out in one pipeline.</summary>
internal sealed class RoomWriter(IDatabase database, MissedMessages missed)
{
    /// <summary>Messages kept of a room.</summary>
    public const int MostMessages = 200;

    /// <summary>How long Redis may take: a connection that hangs may never answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Never lowered, whichever replica comes last.
    private const string Raise =
        """
        if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
        """;

    private readonly List<Task> _sent = [];

    public MissedMessages Missed => missed;

    /// <summary>Puts a new message in its place.</summary>
    public void Put(Room room, Message message, string json) =>
        _sent.Add(database.SortedSetAddAsync(RoomKeys.Messages(room.Tenant, room.RoomId), json, message.Seq));

    /// <summary>Puts a message in the place where it stood with another content.</summary>
    public void Replace(Room room, Message message)
    {
        Remove(room, message.Seq, message.Seq);
        Put(room, message, RoomMessage.Of(message, room.RoomId));
    }

    public void Remove(Room room, long fromSeq, long toSeq) =>
        _sent.Add(database.SortedSetRemoveRangeByScoreAsync(RoomKeys.Messages(room.Tenant, room.RoomId), fromSeq, toSeq));

    /// <summary>Keeps the newest messages, the highest seq and the members as they are.</summary>
    public void Settle(Room room)
    {
        var messages = RoomKeys.Messages(room.Tenant, room.RoomId);
        _sent.Add(database.SortedSetRemoveRangeByRankAsync(messages, 0, -MostMessages - 1));
        _sent.Add(database.ScriptEvaluateAsync(
            Raise, [(RedisKey)RoomKeys.MessageId(room.Tenant, room.RoomId)], [(RedisValue)room.LastSeq]));
    }

    public void SetMembers(Room room)
    {
        var key = RoomKeys.Participants(room.Tenant, room.RoomId);
        _sent.Add(database.KeyDeleteAsync(key));
        if (room.Users.Count > 0 && !room.IsDeleted)
            _sent.Add(database.SetAddAsync(key, [.. room.Users.Select(u => (RedisValue)u)]));
        foreach (var user in room.Users) Keep(room, user, isMember: !room.IsDeleted);
        foreach (var user in room.Gone) Keep(room, user, isMember: false);
    }

    /// <summary>Puts one user where the database says that they are now.</summary>
    public void SetMember(Room room, string userId)
    {
        var isMember = !room.IsDeleted && room.Users.Contains(userId);
        var key = RoomKeys.Participants(room.Tenant, room.RoomId);
        _sent.Add(isMember ? database.SetAddAsync(key, userId) : database.SetRemoveAsync(key, userId));
        Keep(room, userId, isMember);
    }

    /// <summary>Removes what was written before the room was given its name.</summary>
    public void DropEarlier(Room room)
    {
        if (room.EarlierId is not { } earlier) return;
        foreach (var key in RoomKeys.Of(room.Tenant, earlier)) _sent.Add(database.KeyDeleteAsync(key));
        foreach (var user in room.Users.Concat(room.Gone))
            _sent.Add(database.SetRemoveAsync(RoomKeys.RoomsOf(room.Tenant, user), earlier));
    }

    public void Publish(Room room, string channel, string json)
    {
        var literal = new RedisChannel(RoomKeys.Channel(room.Tenant, channel), RedisChannel.PatternMode.Literal);
        _sent.Add(database.PublishAsync(literal, json));
    }

    public Task DoneAsync(CancellationToken cancellationToken)
    {
        _sent.AddRange(Missed.Send());
        return Task.WhenAll(_sent).WaitAsync(Longest, cancellationToken);
    }

    private void Keep(Room room, string userId, bool isMember)
    {
        var key = RoomKeys.RoomsOf(room.Tenant, userId);
        _sent.Add(isMember ? database.SetAddAsync(key, room.RoomId) : database.SetRemoveAsync(key, room.RoomId));
    }
}
