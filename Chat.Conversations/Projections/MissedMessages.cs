using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>What one batch does to the lists of messages that came while their users had no connection.</summary>
internal sealed class MissedMessages(IDatabase database, DateTimeOffset now)
{
    private const int Most = 1_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private readonly Dictionary<RedisKey, List<RedisValue>> _missed = [];
    private readonly List<(RedisKey List, RedisValue[] Arguments)> _changed = [];

    /// <summary>Keeps a message for a user who was not connected.</summary>
    public void Add(Room room, string userId, string message)
    {
        var key = RoomKeys.Offline(room.Tenant, userId);
        if (!_missed.TryGetValue(key, out var missed)) _missed[key] = missed = [];
        missed.Add(message);
    }

    public void Forget(Room room, long fromSeq, long toSeq) => Change(room, (fromSeq, toSeq), "");

    public void Replace(Room room, long seq, string message) => Change(room, (seq, seq), message);

    /// <summary>First what was missed, then what became of it.</summary>
    public IEnumerable<Task> Send()
    {
        var oldest = (now - KeptFor).ToUnixTimeMilliseconds();
        foreach (var (key, messages) in _missed)
            yield return database.ScriptEvaluateAsync(
                ProjectionScripts.Miss, [key], [Most, oldest, (long)KeptFor.TotalMilliseconds, .. messages]);
        foreach (var (list, arguments) in _changed)
            yield return database.ScriptEvaluateAsync(ProjectionScripts.ForgetMissed, [list], arguments);
    }

    /// <summary>Forgets all that a list has of a room, by the names that it has and had.</summary>
    public static Task ForgetRoomAsync(
        IDatabase database, string list, IReadOnlyList<string> roomIds, CancellationToken cancellationToken)
    {
        var arguments = Arguments((0, long.MaxValue), "", roomIds);
        return database.ScriptEvaluateAsync(ProjectionScripts.ForgetMissed, [list], arguments).WaitAsync(cancellationToken);
    }

    private void Change(Room room, (long From, long To) seqs, string message)
    {
        // Nothing was kept of a crowd's room.
        if (room.IsCrowd) return;
        var arguments = Arguments(seqs, message, room.Names);
        foreach (var user in room.Users.Concat(room.Gone))
            _changed.Add((RoomKeys.Offline(room.Tenant, user), arguments));
    }

    private static RedisValue[] Arguments((long From, long To) seqs, string message, IEnumerable<string> roomIds) =>
        [seqs.From, seqs.To, message, .. roomIds.Select(id => (RedisValue)RoomMessage.Quote(id))];
}
