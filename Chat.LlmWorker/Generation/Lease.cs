using Chat.Contracts.Conversations.V1;
using Chat.LlmWorker.Publishing;
using Grpc.Core;

namespace Chat.LlmWorker.Generation;

/// <summary>Keeps an attempt's lease alive and tells when the attempt has to end.</summary>
internal sealed class Lease : IAttemptLease, IAsyncDisposable
{
    private readonly JobRecorder _recorder;
    private readonly JobAttempt _job;
    private readonly GenerationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _givenUp;
    private readonly CancellationTokenSource _ended;
    private readonly Task _loop;
    private TaskCompletionSource _wake = NewWake();
    private bool _isLate;

    public Lease(
        JobRecorder recorder, JobAttempt job, GenerationOptions options, TimeProvider time, ILogger<Lease> logger)
    {
        (_recorder, _job, _options, _time, _logger) = (recorder, job, options, time, logger);
        _givenUp = new CancellationTokenSource(options.LeaseGiveUpAfter, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_givenUp.Token);
        _loop = KeepAsync();
    }

    /// <summary>Cancelled when the attempt must stop; <see cref="End"/> says why.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Cancelled when Conversations could not be asked for so long that the job must be assumed taken over.</summary>
    public CancellationToken GivenUp => _givenUp.Token;

    public LeaseEnd End { get; private set; } = LeaseEnd.Lost;

    public void CheckNow() => Volatile.Read(ref _wake).TrySetResult();

    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
    {
        if (!_ended.IsCancellationRequested && await TryRenewAsync().WaitAsync(cancellationToken) == LeaseState.Held)
            return true;
        CheckNow();
        return false;
    }

    /// <summary>Lets go of the lease of a job that has ended: there is nothing to renew any more.</summary>
    public void Release() => _closing.Cancel();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _loop;
        _ended.Dispose();
        _givenUp.Dispose();
        _closing.Dispose();
    }

    private async Task KeepAsync()
    {
        var wait = _options.RenewEvery;
        while (await WaitAsync(wait))
        {
            var state = await TryRenewAsync();
            if (state is LeaseState.Cancelled or LeaseState.Lost)
            {
                await EndAsync(state);
                return;
            }
            var isHeld = state == LeaseState.Held;
            if (isHeld)
                _givenUp.CancelAfter(_options.LeaseGiveUpAfter);
            // A failed renewal is tried again soon: the lease lasts only a few of them.
            wait = isHeld ? _options.RenewEvery : _options.RenewEvery / 5;
        }
    }

    private async Task<bool> WaitAsync(TimeSpan period)
    {
        using var due = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, _givenUp.Token);
        await Task.WhenAny(Volatile.Read(ref _wake).Task, Task.Delay(period, _time, due.Token));
        if (due.IsCancellationRequested)
            return false;
        await due.CancelAsync();
        Volatile.Write(ref _wake, NewWake());
        return true;
    }

    private async Task<LeaseState> TryRenewAsync()
    {
        try
        {
            var state = await _recorder.RenewAsync(_job, _closing.Token);
            _isLate = false;
            return state;
        }
        catch (RpcException) when (_closing.IsCancellationRequested)
        {
            return LeaseState.Unspecified;
        }
        catch (RpcException failure)
        {
            if (!_isLate)
                LeaseLog.RenewFailed(_logger, _job.JobId, failure.StatusCode);
            _isLate = true;
            return LeaseState.Unspecified;
        }
    }

    private Task EndAsync(LeaseState state)
    {
        End = state == LeaseState.Cancelled ? LeaseEnd.Cancelled : LeaseEnd.Lost;
        LeaseLog.Ended(_logger, _job.JobId, _job.Attempt, End);
        return _ended.CancelAsync();
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
