using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>
/// Tells which users have no connection, and for how long what they miss is kept: anybody may name ids that nobody has a
/// token for, so those who were never here cost little.
/// </summary>
internal sealed class AbsentUsers(IConnectionMultiplexer redis, IOptions<ProjectionsOptions> options)
{
    public async Task<IReadOnlyDictionary<(string Tenant, string User), TimeSpan>> FindAsync(
        IEnumerable<Room> rooms, CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        var users = rooms.SelectMany(room => room.Users.Select(user => (room.Tenant, user))).Distinct().ToList();
        var connected = Task.WhenAll(users.Select(
            one => database.KeyExistsAsync(RoomKeys.Connections(one.Tenant, one.user))));
        var known = Task.WhenAll(users.Select(one => database.KeyExistsAsync(RoomKeys.Seen(one.Tenant, one.user))));
        await Task.WhenAll(connected, known).WaitAsync(RoomWriter.Longest, cancellationToken);
        var (isConnected, isKnown) = (await connected, await known);
        return users
            .Select((user, i) => (user, IsAway: !isConnected[i], IsKnown: isKnown[i]))
            .Where(one => one.IsAway)
            .ToDictionary(one => one.user, one => one.IsKnown ? options.Value.MissedFor : options.Value.MissedForStrangers);
    }
}
