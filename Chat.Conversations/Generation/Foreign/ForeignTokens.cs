using Chat.Contracts.Streams;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Conversations.Generation.Foreign;

/// <summary>
/// Moves the entries of the stream of all jobs to their jobs' streams, in their order and each once: one script takes the
/// entry from the one and appends it to the other. What is of no open job, or of another attempt than its, is dropped.
/// </summary>
internal sealed class ForeignTokens(
    IConnectionMultiplexer redis,
    OpenJobs jobs,
    IOptions<ForeignTokenOptions> options,
    IOptions<GenerationOptions> generation,
    ConversationsMetrics metrics)
{
    private const int PageSize = 200;

    private static readonly TimeSpan RedisTimeout = TimeSpan.FromSeconds(5);
    private static readonly RedisKey Source = TokenStream.GlobalKey;

    private readonly ForeignTokenOptions _options = options.Value;

    /// <summary>Moves what is there, a page at most; false when there was nothing.</summary>
    public async Task<bool> MoveAsync(CancellationToken cancellationToken)
    {
        var page = await ReadAsync(cancellationToken);
        if (page.Count == 0) return false;
        if (page.Count == PageSize) await TrimAsync(cancellationToken);

        Guid[] named = [.. page.Select(entry => entry.JobId).OfType<Guid>().Distinct()];
        var attempts = await jobs.AttemptsAsync(named, cancellationToken);
        await Task.WhenAll(page.GroupBy(entry => entry.JobId).Select(entries => SettleAllAsync(entries, attempts)))
            .WaitAsync(RedisTimeout, cancellationToken);
        return true;
    }

    /// <summary>One after the other: another replica that is at the same takes the second only where it missed the first.</summary>
    private async Task SettleAllAsync(IEnumerable<ForeignEntry> entries, IReadOnlyDictionary<Guid, int?> attempts)
    {
        foreach (var entry in entries) await SettleAsync(entry, attempts);
    }

    private async Task<IReadOnlyList<ForeignEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        var reply = await redis.GetDatabase().ExecuteAsync("XRANGE", Source, "-", "+", "COUNT", PageSize)
            .WaitAsync(RedisTimeout, cancellationToken);
        return [.. ((RedisResult[])reply!).Select(ForeignEntry.Read)];
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        var dropped = await redis.GetDatabase().ExecuteAsync("XTRIM", Source, "MAXLEN", "~", _options.MaxWaiting)
            .WaitAsync(RedisTimeout, cancellationToken);
        if ((long)dropped > 0) metrics.ForeignEntry("dropped", (long)dropped);
    }

    private async Task SettleAsync(ForeignEntry entry, IReadOnlyDictionary<Guid, int?> attempts)
    {
        var fault = entry.Fault(_options.MaxTokenCharacters) ?? FaultOf(entry, attempts);
        if (fault is not null) await redis.GetDatabase().ExecuteAsync("XDEL", Source, entry.Id);
        metrics.ForeignEntry(fault ?? await AppendAsync(entry));
    }

    private static string? FaultOf(ForeignEntry entry, IReadOnlyDictionary<Guid, int?> attempts)
    {
        if (!attempts.TryGetValue(entry.JobId!.Value, out var current)) return "unknown_job";
        if (current is not { } attempt) return "ended";
        // Before the first claim everybody is at the first attempt.
        return entry.Attempt!.Value.CompareTo(Math.Max(attempt, 1)) switch
        {
            < 0 => "stale",
            > 0 => "unclaimed",
            _ => null,
        };
    }

    private async Task<string> AppendAsync(ForeignEntry entry)
    {
        RedisKey[] keys = [TokenStream.Key(entry.JobId!.Value), Source];
        RedisValue[] arguments =
        [
            TokenStream.PokeChannel(entry.JobId.Value),
            entry.Attempt!.Value,
            0,
            (long)generation.Value.StreamTimeToLive.TotalMilliseconds,
            entry.Id,
            TokenStream.Token, entry.Token ?? "",
            TokenStream.Done, entry.Done ? "1" : "0",
        ];
        var reply = (RedisResult[])(await redis.GetDatabase().ScriptEvaluateAsync(TokenStream.AppendScript, keys, arguments))!;
        return (string)reply[0]!;
    }
}
