using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>
/// What one batch does to the lists of messages that came while their users had no connection. The lists hold references,
/// so a message costs the same whatever its size, and nothing of its content outlives it there.
/// </summary>
internal sealed class MissedMessages(IDatabase database, ProjectionsOptions options, DateTimeOffset now)
{
    private readonly Dictionary<(string Tenant, string User), (TimeSpan KeptFor, List<RedisValue> References)> _missed = [];
    private readonly List<Func<Task>> _forgotten = [];

    /// <summary>Keeps a reference for a user who was not connected.</summary>
    public void Add(Room room, string userId, TimeSpan keptFor, string reference)
    {
        var key = (room.Tenant, userId);
        if (!_missed.TryGetValue(key, out var missed)) _missed[key] = missed = (keptFor, []);
        missed.References.Add(reference);
    }

    public void Forget(Room room, long fromSeq, long toSeq)
    {
        var arguments = Arguments((fromSeq, toSeq), room.Names);
        ForEach(room, list => database.ScriptEvaluateAsync(ProjectionScripts.ForgetMissed, [list], arguments));
    }

    /// <summary>One message, which is looked for by what was written of it.</summary>
    public void Forget(Room room, long seq, Guid messageId)
    {
        foreach (var name in room.Names)
        {
            var reference = RoomMessage.Reference(seq, name, messageId);
            ForEach(room, list => database.ListRemoveAsync(list, reference, count: 1));
        }
    }

    /// <summary>First what was missed, then what became of it.</summary>
    public IEnumerable<Task> Send() =>
    [
        .. _missed.Select(one => KeepAsync(one.Key, one.Value.KeptFor, one.Value.References)),
        .. _forgotten.Select(forget => forget()),
    ];

    /// <summary>Forgets all that a list has of a room, by the names that it has and had.</summary>
    public static Task ForgetRoomAsync(
        IDatabase database, string list, IReadOnlyList<string> roomIds, CancellationToken cancellationToken)
    {
        var arguments = Arguments((0, long.MaxValue), roomIds);
        return database.ScriptEvaluateAsync(ProjectionScripts.ForgetMissed, [list], arguments).WaitAsync(cancellationToken);
    }

    private Task<RedisResult> KeepAsync((string Tenant, string User) user, TimeSpan keptFor, List<RedisValue> references) =>
        database.ScriptEvaluateAsync(
            ProjectionScripts.Miss,
            [RoomKeys.Offline(user.Tenant, user.User), RoomKeys.OfflineLists(user.Tenant), RoomKeys.OfflineBytes(user.Tenant)],
            [
                options.MissedMessages,
                options.MissedBytesPerUser,
                options.MissedBytesPerTenant,
                now.ToUnixTimeMilliseconds(),
                (long)keptFor.TotalMilliseconds,
                (long)TimeSpan.FromTicks(Math.Max(options.MissedFor.Ticks, options.MissedForStrangers.Ticks)).TotalMilliseconds,
                .. references,
            ]);

    private void ForEach(Room room, Func<RedisKey, Task> forget)
    {
        // Nothing was kept of a crowd's room.
        if (room.IsCrowd) return;
        foreach (var user in room.Users.Concat(room.Gone))
            _forgotten.Add(() => forget(RoomKeys.Offline(room.Tenant, user)));
    }

    private static RedisValue[] Arguments((long From, long To) seqs, IEnumerable<string> roomIds) =>
        [seqs.From, seqs.To, .. roomIds.Select(id => (RedisValue)RoomMessage.Quote(id))];
}
