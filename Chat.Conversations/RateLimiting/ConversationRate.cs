using Chat.Conversations.Participants;

namespace Chat.Conversations.RateLimiting;

/// <summary>
/// Counts the changes of a conversation at the one place that all of them pass, where its id is known, however the request
/// named it: once for each call, and only calls of who takes part, so that nobody else uses it up or sees how it stands.
/// </summary>
internal sealed class ConversationRate(RateLimiter limiter, RateBuckets buckets, Members members)
{
    // Seen by everything that one call does, and by no other. Services' calls and the service's own work have none.
    private static readonly AsyncLocal<CountedCall?> s_call = new();

    public static void Begin(CountedCall call) => s_call.Value = call;

    /// <summary>Counts it unless that was done before the call began.</summary>
    public async Task TakeAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        if (s_call.Value is not { } call) return;
        var bucket = buckets.OfConversation(call.Caller, conversationId);
        if (call.Has(bucket) || !await members.TakesPartAsync(call.Caller, conversationId, cancellationToken)) return;
        await limiter.TakeAsync(call, [bucket], cancellationToken);
    }
}
