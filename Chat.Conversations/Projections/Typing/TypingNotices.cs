using System.Text.Json;
using Chat.Conversations.Rooms;
using StackExchange.Redis;

namespace Chat.Conversations.Projections.Typing;

/// <summary>
/// Tells the older rooms design's listeners who types; nothing is kept, and not more often than they need. Without Redis
/// nobody hears it, which is no error: typing is a courtesy.
/// </summary>
internal sealed class TypingNotices(
    TypingGate gate, IConnectionMultiplexer redis, TimeProvider time, ILogger<TypingNotices> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<TypingNotice, DateTimeOffset> _waiting = new();

    public async Task TellAsync(TypingNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            if (await gate.EnterAsync(notice, cancellationToken) is not { } wait) return;
            if (wait == TimeSpan.Zero) await PublishAsync(notice, cancellationToken);
            else Await(notice, wait);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            logger.TypingLost(failure.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        await timer.EachTickAsync(TellDueAsync, stoppingToken);
    }

    private void Await(TypingNotice notice, TimeSpan wait)
    {
        lock (_gate)
        {
            if (_waiting.Count < MostWaiting) _waiting.Enqueue(notice, time.GetUtcNow() + wait);
        }
    }

    private Task TellDueAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(TakeDue().Select(notice => TellLateAsync(notice, cancellationToken)));

    private async Task TellLateAsync(TypingNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            if (await gate.EndWaitAsync(notice, cancellationToken) is { } last) await PublishAsync(last, cancellationToken);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            logger.TypingLost(failure.Message);
        }
    }

    private List<TypingNotice> TakeDue()
    {
        var (now, due) = (time.GetUtcNow(), new List<TypingNotice>());
        lock (_gate)
        {
            while (_waiting.TryPeek(out _, out var at) && at <= now) due.Add(_waiting.Dequeue());
        }

        return due;
    }

    private Task<long> PublishAsync(TypingNotice notice, CancellationToken cancellationToken)
    {
        var data = new { roomId = notice.RoomId, userId = notice.UserId, isTyping = notice.IsTyping };
        var channel = new RedisChannel(
            RoomKeys.Channel(notice.Tenant, RoomKeys.TypingChannel), RedisChannel.PatternMode.Literal);
        return redis.GetSubscriber().PublishAsync(channel, JsonSerializer.Serialize(new { data })).WaitAsync(Longest, cancellationToken);
    }
}
