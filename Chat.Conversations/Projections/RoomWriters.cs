using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Makes the writer of one batch.</summary>
internal sealed class RoomWriters(
    IConnectionMultiplexer redis, IOptions<ProjectionsOptions> options, TimeProvider time)
{
    public RoomWriter New()
    {
        var database = redis.GetDatabase();
        return new RoomWriter(database, new MissedMessages(database, options.Value, time.GetUtcNow()));
    }
}
