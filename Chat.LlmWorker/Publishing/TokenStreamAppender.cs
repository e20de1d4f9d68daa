using Chat.Contracts.Streams;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.LlmWorker.Publishing;

/// <summary>Appends entries to token streams through the contract's script.</summary>
internal sealed class TokenStreamAppender(
    IConnectionMultiplexer redis, IOptions<TokenStreamOptions> options, TimeProvider time)
{
    private readonly RedisValue _timeToLive = (long)options.Value.TimeToLive.TotalMilliseconds;

    /// <summary>
    /// Appends one entry. Fails with what <see cref="IsFailure"/> knows; then the entry may or may not be there.
    /// </summary>
    public async Task<AppendResult> AppendAsync(
        JobAttempt job, long seen, string name, IReadOnlyList<(string Field, string Value)> entry,
        CancellationToken cancellationToken)
    {
        var values = new RedisValue[5 + entry.Count * 2];
        values[0] = TokenStream.PokeChannel(job.JobId);
        values[1] = job.Attempt;
        values[2] = seen;
        values[3] = _timeToLive;
        values[4] = name;
        for (var i = 0; i < entry.Count; i++)
            (values[5 + i * 2], values[6 + i * 2]) = (entry[i].Field, entry[i].Value);

        // A Redis that hangs does not fail a call by itself, hence the limit.
        var reply = (RedisResult[])(await redis.GetDatabase()
            .ScriptEvaluateAsync(TokenStream.AppendScript, [TokenStream.Key(job.JobId)], values)
            .WaitAsync(options.Value.WriteTimeout, time, cancellationToken))!;
        return new AppendResult(OutcomeOf((string)reply[0]!), (long)reply[1]);
    }

    private static AppendOutcome OutcomeOf(string word) => word switch
    {
        "ok" => AppendOutcome.Accepted,
        "lost" => AppendOutcome.Lost,
        _ => AppendOutcome.Refused,
    };

    /// <summary>Whether an exception means that Redis could not be reached or did not do it.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is RedisException or TimeoutException or ObjectDisposedException;
}
