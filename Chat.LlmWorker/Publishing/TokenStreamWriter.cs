using System.Text;
using System.Threading.Channels;
using Chat.Contracts.Streams;
using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Publishing;

/// <summary>
/// Writes one attempt's tokens to its stream without ever making the model wait: text is gathered while a write is
/// under way, and whatever Redis lost or missed is made good by one snapshot of the whole text.
/// </summary>
internal sealed class TokenStreamWriter : IAsyncDisposable
{
    private const string LastName = "last";

    private readonly TokenStreamAppender _appender;
    private readonly TokenStreamOptions _options;
    private readonly JobAttempt _job;
    private readonly IAttemptLease _lease;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _stopped = new();
    // Holds at most one signal: that there is something to write.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _pump;

    private int _written;
    private int _names;
    private long _seen;
    private bool _needsSnapshot;
    private bool _isFinishing;
    private bool _isFailing;
    private bool _isRefused;

    public TokenStreamWriter(
        TokenStreamAppender appender, IOptions<TokenStreamOptions> options, JobAttempt job, IAttemptLease lease,
        TimeProvider time, ILogger<TokenStreamWriter> logger)
    {
        (_appender, _options, _job, _lease, _time, _logger) = (appender, options.Value, job, lease, time, logger);
        _pump = PumpAsync();
    }

    /// <summary>Takes text in and returns at once.</summary>
    public void Append(string text)
    {
        lock (_lock)
            _text.Append(text);
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Writes what is left and the last entry; gives up after a while, for the job itself says how it ended.</summary>
    public async Task FinishAsync(
        IReadOnlyList<(string Field, string Value)> last, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.FinishTimeout, _time);
        using var giveUp = limit.Token.Register(_stopped.Cancel);
        await StopAsync(cancellationToken);
        _isFinishing = true;
        while (!_isRefused && !_stopped.IsCancellationRequested && !await TryFinishAsync(last))
            await PauseAsync(_options.RetryDelay / 10);
        if (_stopped.IsCancellationRequested)
            TokenStreamLog.Unfinished(_logger, _job.JobId);
    }

    /// <summary>
    /// Takes no more text and returns what there is of it for readers: all, or what the stream took before it refused.
    /// </summary>
    public async Task<string> StopAsync(CancellationToken cancellationToken)
    {
        _signal.Writer.TryComplete();
        await _pump.WaitAsync(cancellationToken);
        lock (_lock)
            return _text.ToString(0, _isRefused ? _written : _text.Length);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _signal.Writer.TryComplete();
        await _pump;
        _stopped.Dispose();
    }

    private async Task PumpAsync()
    {
        var retryDelay = _options.RetryDelay / 10;
        // Completing the signal ends the loop after the last text, stopping it ends it at once.
        while (!_isRefused && await WaitForTextAsync())
        {
            if (await TryWriteAsync())
            {
                retryDelay = _options.RetryDelay / 10;
                await PauseAsync(_options.GatherFor);
                continue;
            }
            await PauseAsync(retryDelay);
            retryDelay = retryDelay * 2 < _options.RetryDelay ? retryDelay * 2 : _options.RetryDelay;
            _signal.Writer.TryWrite(true);
        }
    }

    private async Task<bool> WaitForTextAsync()
    {
        try
        {
            return await _signal.Reader.WaitToReadAsync(_stopped.Token) && _signal.Reader.TryRead(out _);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> TryFinishAsync(IReadOnlyList<(string Field, string Value)> last) =>
        (IsBehind() is false || await TryWriteAsync())
        && (_isRefused || await TryAppendAsync(LastName, [(TokenStream.Token, ""), (TokenStream.Done, "1"), .. last]));

    private bool IsBehind()
    {
        lock (_lock)
            return _needsSnapshot || _written < _text.Length;
    }

    private async Task<bool> TryWriteAsync()
    {
        string token;
        int upTo;
        var isSnapshot = _needsSnapshot;
        lock (_lock)
        {
            upTo = _text.Length;
            token = isSnapshot ? _text.ToString() : _text.ToString(_written, upTo - _written);
        }
        if (token.Length == 0)
            return true;
        if (isSnapshot && !await MayBeginAgainAsync())
            return false;

        List<(string, string)> entry = [(TokenStream.Token, token), (TokenStream.Done, "0")];
        if (isSnapshot)
            entry.Add((TokenStream.Snapshot, "1"));
        // A failed write leaves open whether its text arrived. The snapshot settles it, so names need not survive retries.
        _needsSnapshot = true;
        if (!await TryAppendAsync($"{++_names}", entry))
            return false;
        if (!_isRefused)
            (_written, _needsSnapshot) = (upTo, false);
        return true;
    }

    /// <summary>
    /// Where Redis failed, the stream may be gone and the end with it that a cancel wrote: only who still holds the job
    /// begins again. An answer that is stored cannot be cancelled any more.
    /// </summary>
    private async Task<bool> MayBeginAgainAsync()
    {
        try
        {
            return _isFinishing || await _lease.IsHeldAsync(_stopped.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> TryAppendAsync(string name, IReadOnlyList<(string, string)> entry)
    {
        try
        {
            var result = await _appender.AppendAsync(_job, _seen, name, entry, CancellationToken.None);
            if (_isFailing)
                TokenStreamLog.WrittenAgain(_logger, _job.JobId);
            _isFailing = false;
            _seen = result.Seq;
            if (result.Outcome == AppendOutcome.Refused)
                Refuse();
            if (result.Outcome == AppendOutcome.Lost)
                _needsSnapshot = true;
            return result.Outcome != AppendOutcome.Lost;
        }
        catch (Exception failure) when (TokenStreamAppender.IsFailure(failure))
        {
            if (!_isFailing)
                TokenStreamLog.WriteFailed(_logger, _job.JobId, failure.Message);
            _isFailing = true;
            // It may be there for readers; no other entry may get its number when the stream is lost.
            _seen++;
            return false;
        }
    }

    private void Refuse()
    {
        _isRefused = true;
        TokenStreamLog.Refused(_logger, _job.JobId, _job.Attempt);
        _lease.CheckNow();
    }

    private async Task PauseAsync(TimeSpan delay)
    {
        // Stopping needs no exception here: the loops look at the token.
        await Task.Delay(delay, _time, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
