using System.Threading.RateLimiting;
using Chat.Contracts.Errors;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.SlowReads;

/// <summary>
/// Who may read now. A caller waits for one of their own turns first, so that nobody has more than these in the common
/// queue.
/// </summary>
internal sealed class SlowReadTurns : IDisposable
{
    /// <summary>Callers in the common queue at most, with all their turns.</summary>
    private const int MostWaiting = 1_000;

    private readonly PartitionedRateLimiter<Caller> _ofCaller;
    private readonly ConcurrencyLimiter _ofAll;
    private readonly TimeSpan _wait;

    public SlowReadTurns(IOptions<SlowReadsOptions> options)
    {
        var settings = options.Value;
        _wait = settings.Wait;
        _ofAll = new ConcurrencyLimiter(Limit(settings.Connections, MostWaiting));
        _ofCaller = PartitionedRateLimiter.Create<Caller, (string Tenant, Principal Principal)>(caller =>
            RateLimitPartition.GetConcurrencyLimiter(
                (caller.Tenant, caller.Principal), _ => Limit(settings.PerCaller, settings.WaitingPerCaller)));
    }

    /// <summary>A turn, to be given back by disposing it.</summary>
    public async Task<IDisposable> TakeAsync(Caller caller, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(_wait);
        var own = await TakeAsync(_ofCaller.AcquireAsync(caller, 1, waiting.Token), TooMany, cancellationToken);
        try
        {
            return new Turn(own, await TakeAsync(_ofAll.AcquireAsync(1, waiting.Token), ChatError.Timeout, cancellationToken));
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _ofCaller.Dispose();
        _ofAll.Dispose();
    }

    private static ChatError TooMany { get; } = new(
        ErrorCodes.RateLimited, "Too many searches, counts and deep pages at once; wait until the ones before are answered.")
    {
        Retryable = true,
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    private static ConcurrencyLimiterOptions Limit(int running, int waiting) => new()
    {
        PermitLimit = running,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    private static async Task<RateLimitLease> TakeAsync(
        ValueTask<RateLimitLease> taking, ChatError refusal, CancellationToken cancellationToken)
    {
        try
        {
            var lease = await taking;
            if (lease.IsAcquired) return lease;
            lease.Dispose();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Waited too long.
        }

        throw new ChatException(refusal);
    }

    /// <summary>A turn among the caller's own and one among all.</summary>
    private sealed class Turn(RateLimitLease own, RateLimitLease ofAll) : IDisposable
    {
        public void Dispose()
        {
            ofAll.Dispose();
            own.Dispose();
        }
    }
}
