using System.Threading.Channels;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.Generation;

/// <summary>
/// Writes the last entry of a cancelled or failed job's token stream, so that its readers end. Where Redis does not
/// take it in time, it is tried again in the background; readers fall back on the job's state meanwhile.
/// </summary>
internal sealed class TokenStreamCloser(
    IConnectionMultiplexer redis,
    IOptions<GenerationOptions> options,
    TimeProvider time,
    ILogger<TokenStreamCloser> logger) : BackgroundService, ICommitListener
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly GenerationOptions _options = options.Value;
    private readonly Channel<Job> _later = Channel.CreateBounded<Job>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Closes the stream and tells the workers of a cancelled job; waits for Redis only so long.</summary>
    public async Task<bool> CloseAsync(Job job, CancellationToken cancellationToken)
    {
        if (await TryCloseAsync(job, cancellationToken)) return true;
        _later.Writer.TryWrite(job);
        return false;
    }

    /// <summary>
    /// Returns when no reader shows another token: the stream is closed, and what readers took from it before has run out.
    /// Fails as unavailable when that cannot be said; then the job is cancelled all the same, and asking again is safe.
    /// </summary>
    public async Task CloseForAllAsync(Job job, CancellationToken cancellationToken)
    {
        if (!await CloseAsync(job, cancellationToken))
            throw new ChatException(ChatError.Unavailable with
            {
                Message = "The answer is cancelled, but its readers could not be told yet.",
            });
        await Task.Delay(TokenStream.ReadValidity, time, cancellationToken);
    }

    /// <summary>The jobs of a conversation that was deleted are closed with the next tick.</summary>
    public void OnCommitted(BatchWrites writes)
    {
        foreach (var job in writes.JobsToClose) _later.Writer.TryWrite(job);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RetryInterval, time);
        await timer.EachTickAsync(CloseLeftAsync, stoppingToken);
    }

    private async Task CloseLeftAsync(CancellationToken cancellationToken)
    {
        while (_later.Reader.TryRead(out var job))
        {
            // Long after its end nobody reads the stream any more.
            if (job.EndedAt + _options.StreamTimeToLive < time.GetUtcNow()) continue;
            if (await TryCloseAsync(job, cancellationToken)) continue;
            _later.Writer.TryWrite(job);
            return;
        }
    }

    private async Task<bool> TryCloseAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(job).WaitAsync(_options.StreamCloseTimeout, time, cancellationToken);
            return true;
        }
        catch (Exception failure) when (IsAway(failure) || failure is OperationCanceledException)
        {
            logger.CloseFailed(job.Id, failure.Message);
            return false;
        }
    }

    private static bool IsAway(Exception failure) =>
        failure is RedisException or TimeoutException or ObjectDisposedException;

    private async Task SendAsync(Job job)
    {
        var database = redis.GetDatabase();
        // Stale can it only be where somebody wrote as an attempt that the job never had; its end stands above them all.
        if (await AppendAsync(database, job, Math.Max(job.Attempt, 1)) == "stale")
            await AppendAsync(database, job, int.MaxValue);
        if (job.State == GenerationState.Cancelled)
            await database.PublishAsync(CancelledChannel, job.Id.ToString("D"));
    }

    private async Task<string> AppendAsync(IDatabase database, Job job, int attempt)
    {
        var keys = new RedisKey[] { TokenStream.Key(job.Id) };
        var reply = (RedisResult[])(await database.ScriptEvaluateAsync(
            TokenStream.AppendScript, keys, Arguments(job, attempt)))!;
        return (string)reply[0]!;
    }

    private static RedisChannel CancelledChannel =>
        new(TokenStream.CancelledChannel, RedisChannel.PatternMode.Literal);

    /// <summary>The arguments of append.lua. The name is the same whoever closes the job, so it closes once.</summary>
    private RedisValue[] Arguments(Job job, int attempt)
    {
        List<RedisValue> arguments =
        [
            TokenStream.PokeChannel(job.Id),
            attempt,
            0,
            (long)_options.StreamTimeToLive.TotalMilliseconds,
            "closed-by-conversations",
            TokenStream.Token, "",
            TokenStream.Done, "1",
            TokenStream.Status, job.State == GenerationState.Cancelled ? "cancelled" : "failed",
        ];
        if (job.FailureReason is { } reason) arguments.AddRange([TokenStream.Reason, reason]);
        return [.. arguments];
    }
}
