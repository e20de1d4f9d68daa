using System.Threading.RateLimiting;
using Chat.Contracts.Errors;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Conversations.Purging;

/// <summary>
/// Who may purge now. A purge holds a connection to the database until it is done, which may take long: without turns one
/// owner of many large conversations would have them all.
/// </summary>
internal sealed class PurgeTurns(IOptions<PurgingOptions> options) : IDisposable
{
    private static readonly ChatError s_tooMany = new(
        ErrorCodes.RateLimited, "Too many purges at once; wait until the ones before are done.")
    {
        Retryable = true,
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    private readonly PartitionedRateLimiter<Caller> _turns = PartitionedRateLimiter.CreateChained(
        Limit(caller => (caller.Tenant, caller.Principal), options.Value.PerCaller),
        Limit(_ => 0, options.Value.AtOnce));

    /// <summary>A turn, to be given back by disposing it; whoever finds none is refused.</summary>
    public IDisposable Take(Caller caller)
    {
        var turn = _turns.AttemptAcquire(caller);
        if (turn.IsAcquired) return turn;
        turn.Dispose();
        throw new ChatException(s_tooMany);
    }

    public void Dispose() => _turns.Dispose();

    private static PartitionedRateLimiter<Caller> Limit<TKey>(Func<Caller, TKey> key, int most)
        where TKey : notnull =>
        PartitionedRateLimiter.Create<Caller, TKey>(caller => RateLimitPartition.GetConcurrencyLimiter(
            key(caller), _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 }));
}
