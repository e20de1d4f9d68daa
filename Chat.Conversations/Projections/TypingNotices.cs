using System.Text.Json;
using Chat.Conversations.Participants;
using Chat.Conversations.Rooms;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Tells the older rooms design's listeners who types; nothing is kept, and not more often than they need.</summary>
internal sealed class TypingNotices(IConnectionMultiplexer redis, ILogger<TypingNotices> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Without Redis nobody hears it, which is no error: typing is a courtesy.</summary>
    public async Task TellAsync(
        Caller caller, string conversationId, (string RoomId, bool IsTyping) notice, CancellationToken cancellationToken)
    {
        try
        {
            var database = redis.GetDatabase();
            var gate = RoomKeys.Typing(Guid.Parse(conversationId), caller.Principal.Id, notice.IsTyping);
            if (!await database.StringSetAsync(gate, 1, Interval, When.NotExists).WaitAsync(cancellationToken)) return;
            var data = new { roomId = notice.RoomId, userId = caller.Principal.Id, isTyping = notice.IsTyping };
            var channel = new RedisChannel(
                RoomKeys.Channel(caller.Tenant, RoomKeys.TypingChannel), RedisChannel.PatternMode.Literal);
            await redis.GetSubscriber().PublishAsync(channel, JsonSerializer.Serialize(new { data })).WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            logger.TypingLost(failure.Message);
        }
    }
}
