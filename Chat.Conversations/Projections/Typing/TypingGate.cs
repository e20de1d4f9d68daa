using StackExchange.Redis;

namespace Chat.Conversations.Projections.Typing;

/// <summary>Lets one notice of a user in a conversation through in each interval, and the last one always.</summary>
internal sealed class TypingGate(IConnectionMultiplexer redis)
{
    private const string Start = "start";
    private const string Stop = "stop";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>After how long it is told: at once, later as <see cref="EndWaitAsync"/> finds then, or, without a time, never.</summary>
    public async Task<TimeSpan?> EnterAsync(TypingNotice notice, CancellationToken cancellationToken)
    {
        var wait = (long)await RunAsync(ProjectionScripts.Type, notice, cancellationToken);
        return wait < 0 ? null : TimeSpan.FromMilliseconds(wait);
    }

    /// <summary>What is told after the wait; null where it was told before.</summary>
    public async Task<TypingNotice?> EndWaitAsync(TypingNotice notice, CancellationToken cancellationToken) =>
        (string?)await RunAsync(ProjectionScripts.TypeLate, notice, cancellationToken) is { } last
            ? notice with { IsTyping = last == Start }
            : null;

    private Task<RedisResult> RunAsync(string script, TypingNotice notice, CancellationToken cancellationToken) =>
        redis.GetDatabase().ScriptEvaluateAsync(
            script,
            [RoomKeys.Typing(notice.ConversationId, notice.UserId)],
            [notice.IsTyping ? Start : Stop, (long)Interval.TotalMilliseconds]).WaitAsync(Longest, cancellationToken);
}
